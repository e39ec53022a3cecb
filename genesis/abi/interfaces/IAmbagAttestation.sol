// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Devices, jobs and receipts of work: paid when re-execution gave the same roots.
// Native module at 0x000000000000000000000000000000000000A015
interface IAmbagAttestation {
    struct Root {
        bytes certificate;
        uint64 fromHeight;
        uint64 untilHeight;
    }
    struct Reference {
        string chip;
        string driver;
        string vbios;
        uint8 mode;
        uint8 nvdec0;
        bytes digest;
        uint64 fromHeight;
        uint64 untilHeight;
    }
    struct Revocation {
        uint8 kind;
        bytes value;
        uint64 fromHeight;
        uint64 untilHeight;
    }
    error AttestationUnauthorized(address account);
    error AttestationEmptyRange(uint64 fromHeight, uint64 untilHeight);
    error AttestationRootMalformed(string rule);
    error AttestationReferenceMalformed(string member);
    error AttestationRevocationMalformed(uint8 kind, uint64 length);
    error AttestationUnknownParameter(string name);
    error AttestationOutOfBounds(string name, uint256 value, uint256 minimum, uint256 maximum);
    event TrustRootAdded(bytes32 indexed key, uint64 fromHeight, uint64 untilHeight);
    event ReferenceAdded(bytes32 indexed key, string chip, string driver, string vbios, uint8 mode, uint8 nvdec0, bytes digest, uint64 fromHeight, uint64 untilHeight);
    event Revoked(bytes32 indexed key, uint8 indexed kind, bytes value, uint64 fromHeight, uint64 untilHeight);
    event ParameterChanged(string name, uint256 previous, uint256 current);
    function addTrustRoot(bytes calldata certificate, uint64 fromHeight, uint64 untilHeight) external returns (bytes32 key);
    function addReference(string calldata chip, string calldata driver, string calldata vbios, uint8 mode, uint8 nvdec0, bytes calldata digest, uint64 fromHeight, uint64 untilHeight) external returns (bytes32 key);
    function revoke(uint8 kind, bytes calldata value, uint64 fromHeight, uint64 untilHeight) external returns (bytes32 key);
    function setParameter(string calldata name, uint256 value) external;
    function trustRoots(uint64 offset, uint64 limit) external view returns (Root[] memory roots, uint64 total);
    function references(uint64 offset, uint64 limit) external view returns (Reference[] memory references, uint64 total);
    function revocations(uint64 offset, uint64 limit) external view returns (Revocation[] memory revocations, uint64 total);
}
