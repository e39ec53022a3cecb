// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Registry: models and datasets, who is paid when they earn, and their lineage.
// Native module at 0x000000000000000000000000000000000000A013
interface IAmbagRegistry {
    struct Contributor {
        address account;
        uint64 weight;
    }
    struct Source {
        bytes32 asset;
        uint64 weight;
    }
    struct AssetRecord {
        uint8 kind;
        address owner;
        address maintainer;
        bytes32 licence;
        uint64 registered;
        bool withdrawn;
        uint8 depth;
        uint32 paths;
        Contributor[] contributors;
        Source[] sources;
    }
    struct TermsRecord {
        uint256 useFee;
        uint256 licenceFee;
        uint64 licenceSeconds;
    }
    struct FingerprintsRecord {
        bytes32 root;
        uint64 count;
        uint64 opened;
    }
    struct OpeningRecord {
        bytes32 accused;
        bytes32 query;
        bytes32 response;
        uint64 height;
    }
    struct CampaignRecord {
        bytes32 job;
        uint256 target;
        uint256 raised;
        uint64 deadline;
        uint8 status;
    }
    struct TotalsRecord {
        uint256 credits;
        uint256 campaigns;
        uint256 openOwed;
    }
    error RegistryUnauthorized(address caller);
    error RegistryUnknownAsset(bytes32 asset);
    error RegistryAssetExists(bytes32 asset);
    error RegistryInvalid(string member, string accepted);
    error RegistryGraphTooLarge(uint256 depth, uint256 paths, uint256 depthMaximum, uint256 pathsMaximum);
    error RegistryConsentWithdrawn(bytes32 asset);
    error RegistryWrongPayment(uint256 given, uint256 required);
    error RegistryNoLicenceSold(bytes32 asset);
    error RegistryNothingOwed(address account);
    error RegistryReceiptNotPaid(bytes32 receipt);
    error RegistryVoteNotExecuted(uint256 proposal);
    error RegistryFingerprintsFixed(bytes32 asset);
    error RegistryFingerprintUnproven(bytes32 asset, uint64 index);
    error RegistryFingerprintSpent(bytes32 asset, uint64 index);
    error RegistryUnknownCampaign(uint64 campaign);
    error RegistryCampaignClosed(uint64 campaign);
    error RegistryAboveTarget(uint256 given, uint256 missing);
    error RegistryTargetMissed(uint256 raised, uint256 target);
    error RegistryNotRefundable(uint64 campaign);
    error RegistryJobClosed(bytes32 job);
    event AssetRegistered(bytes32 indexed asset, address indexed owner, uint8 kind, bytes32 licence);
    event AssetTransferred(bytes32 indexed asset, address indexed previous, address indexed owner);
    event MaintainerSet(bytes32 indexed asset, address indexed maintainer);
    event ConsentWithdrawn(bytes32 indexed asset);
    event TermsSet(bytes32 indexed asset, uint256 useFee, uint256 licenceFee, uint64 licenceSeconds);
    event TrainingLinked(bytes32 indexed asset, bytes32 indexed receipt);
    event VoteLinked(bytes32 indexed asset, uint256 indexed proposal);
    event RevenuePaid(bytes32 indexed asset, address indexed payer, uint256 amount);
    event UsePaid(bytes32 indexed asset, address indexed payer, uint64 units);
    event LicenceBought(bytes32 indexed asset, address indexed holder, uint64 validUntil);
    event CreditWithdrawn(address indexed account, uint256 amount);
    event FingerprintsSet(bytes32 indexed asset, bytes32 root, uint64 count);
    event FingerprintOpened(bytes32 indexed asset, bytes32 indexed accused, uint64 index, bytes query, bytes response);
    event CampaignOpened(uint64 indexed campaign, bytes32 indexed job, uint256 target, uint64 deadline);
    event Contributed(uint64 indexed campaign, address indexed account, uint256 amount, uint256 raised);
    event CampaignReleased(uint64 indexed campaign, string pool, uint256 amount);
    event ContributionRefunded(uint64 indexed campaign, address indexed account, uint256 amount);
    event OpenWeightSet(bytes32 indexed asset, uint256 weight, uint256 total);
    event OpenModelPaid(bytes32 indexed asset, uint256 maintainerShare, uint256 attributed);
    event MaintainerShareSet(uint32 basisPoints);
    function registerAsset(uint8 kind, bytes32 asset, bytes32 licence, address[] calldata accounts, uint64[] calldata weights, bytes32[] calldata sources, uint64[] calldata sourceWeights) external;
    function transferAsset(bytes32 asset, address owner) external;
    function setMaintainer(bytes32 asset, address maintainer) external;
    function withdrawConsent(bytes32 asset) external;
    function setTerms(bytes32 asset, uint256 useFee, uint256 licenceFee, uint64 licenceSeconds) external;
    function linkTraining(bytes32 asset, bytes32 receipt) external;
    function linkVote(bytes32 asset, uint256 proposal) external;
    function payRevenue(bytes32 asset) external payable;
    function payUse(bytes32 asset, uint64 units) external payable;
    function buyLicence(bytes32 asset, address holder) external payable returns (uint64 validUntil);
    function withdraw() external returns (uint256 amount);
    function setFingerprints(bytes32 asset, bytes32 root, uint64 count) external;
    function openFingerprint(bytes32 asset, uint64 index, bytes calldata query, bytes calldata response, bytes32[] calldata proof, bytes32 accused) external;
    function openCampaign(bytes32 job, uint256 target, uint64 deadline) external returns (uint64 campaign);
    function contribute(uint64 campaign) external payable;
    function release(uint64 campaign) external;
    function refund(uint64 campaign) external returns (uint256 amount);
    function setOpenWeight(bytes32 asset, uint256 weight) external;
    function claimOpen(bytes32 asset) external returns (uint256 amount);
    function setMaintainerShare(uint32 basisPoints) external;
    function asset(bytes32 asset) external view returns (AssetRecord memory assetRecord);
    function assets(uint64 offset, uint64 limit) external view returns (bytes32[] memory ids, uint64 total);
    function terms(bytes32 asset) external view returns (TermsRecord memory termsRecord);
    function licence(bytes32 asset, address holder) external view returns (uint64 validUntil);
    function attribution(bytes32 asset, uint256 amount) external view returns (address[] memory accounts, uint256[] memory amounts);
    function creditOf(address account) external view returns (uint256 amount);
    function earnedBy(bytes32 asset) external view returns (uint256 amount);
    function training(bytes32 asset) external view returns (bytes32[] memory receipts);
    function vote(bytes32 asset) external view returns (uint256 proposal);
    function fingerprints(bytes32 asset) external view returns (FingerprintsRecord memory fingerprintsRecord);
    function opening(bytes32 asset, uint64 index) external view returns (OpeningRecord memory openingRecord);
    function campaignCount() external view returns (uint64 count);
    function campaign(uint64 campaign) external view returns (CampaignRecord memory campaignRecord);
    function contribution(uint64 campaign, address account) external view returns (uint256 amount);
    function openModel(bytes32 asset) external view returns (uint256 weight, uint256 total, uint256 claimable);
    function settings() external view returns (string memory openPool, uint32 maintainerBasisPoints);
    function totals() external view returns (TotalsRecord memory totalsRecord);
}
