// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Many reads in one eth_call, as client libraries expect it.
// Native module at 0xcA11bde05977b3631167028862bE2a173976CA11
interface IAmbagMulticall {
    struct Call {
        address target;
        bool allowFailure;
        bytes callData;
    }
    struct ReturnData {
        bool success;
        bytes returnData;
    }
    struct Call2 {
        address target;
        bytes callData;
    }
    function aggregate3(Call[] calldata calls) external view returns (ReturnData[] memory returnData);
    function aggregate(Call2[] calldata calls) external view returns (uint256 blockNumber, bytes[] memory returnData);
    function tryAggregate(bool requireSuccess, Call2[] calldata calls) external view returns (ReturnData[] memory returnData);
    function tryBlockAndAggregate(bool requireSuccess, Call2[] calldata calls) external view returns (uint256 blockNumber, bytes32 blockHash, ReturnData[] memory returnData);
    function blockAndAggregate(Call2[] calldata calls) external view returns (uint256 blockNumber, bytes32 blockHash, ReturnData[] memory returnData);
    function getEthBalance(address addr) external view returns (uint256 balance);
    function getBlockNumber() external view returns (uint256 blockNumber);
    function getBlockHash(uint256 blockNumber) external view returns (bytes32 blockHash);
    function getLastBlockHash() external view returns (bytes32 blockHash);
    function getCurrentBlockTimestamp() external view returns (uint256 timestamp);
    function getCurrentBlockGasLimit() external view returns (uint256 gaslimit);
    function getCurrentBlockCoinbase() external view returns (address coinbase);
    function getCurrentBlockDifficulty() external view returns (uint256 difficulty);
    function getBasefee() external view returns (uint256 basefee);
    function getChainId() external view returns (uint256 chainid);
}
