# SPDX-License-Identifier: Apache-2.0
"""Keccak-256, RLP, secp256k1 signatures and block hashes in plain Python: what is signed and
checked here shares no code with the node. Sources: FIPS 202 (permutation), SEC 1 and 2 (curve,
ECDSA), the Yellow Paper's appendix B (RLP), EIP-155, EIP-2718, EIP-2930, EIP-1559."""

import hashlib

# --- Keccak-256 -----------------------------------------------------------------------------------

MASK = (1 << 64) - 1
RATE = 136


def _round_constants():
    bits, constants = 1, []
    for _ in range(24):
        constant = 0
        for power in range(7):
            if bits & 1:
                constant |= 1 << ((1 << power) - 1)
            bits = bits << 1 ^ (0x171 if bits & 0x80 else 0)
        constants.append(constant)
    return constants


def _moves():
    """(from, to, rotation) of every lane in the steps rho and pi; lane (x, y) is 5 y + x."""
    x, y, moves = 1, 0, [(0, 0, 0)]
    for step in range(24):
        to_x, to_y = y, (2 * x + 3 * y) % 5
        moves.append((5 * y + x, 5 * to_y + to_x, (step + 1) * (step + 2) // 2 % 64))
        x, y = to_x, to_y
    return moves


ROUND_CONSTANTS, MOVES = _round_constants(), _moves()


def _permute(a):
    b = [0] * 25
    for constant in ROUND_CONSTANTS:
        c = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        d = [c[x - 1] ^ (c[x - 4] << 1 & MASK | c[x - 4] >> 63) for x in range(5)]
        for origin, target, turn in MOVES:
            lane = a[origin] ^ d[origin % 5]
            b[target] = lane << turn & MASK | lane >> 64 - turn
        for y in (0, 5, 10, 15, 20):
            b0, b1, b2, b3, b4 = b[y:y + 5]
            a[y:y + 5] = (b0 ^ ~b1 & b2, b1 ^ ~b2 & b3, b2 ^ ~b3 & b4, b3 ^ ~b4 & b0,
                          b4 ^ ~b0 & b1)
        a[0] ^= constant


def keccak256(data):
    padded = bytearray(data) + bytes(RATE - len(data) % RATE)
    padded[len(data)] ^= 0x01
    padded[-1] ^= 0x80
    state = [0] * 25
    for start in range(0, len(padded), RATE):
        for lane in range(RATE // 8):
            at = start + 8 * lane
            state[lane] ^= int.from_bytes(padded[at:at + 8], "little")
        _permute(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state[:4])


# --- RLP ------------------------------------------------------------------------------------------

def minimal(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def rlp(item):
    if isinstance(item, int):
        item = minimal(item)
    if isinstance(item, (list, tuple)):
        body, offset = b"".join(map(rlp, item)), 0xC0
    elif len(item) == 1 and item[0] < 0x80:
        return bytes(item)
    else:
        body, offset = bytes(item), 0x80
    if len(body) < 56:
        return bytes([offset + len(body)]) + body
    length = minimal(len(body))
    return bytes([offset + 55 + len(length)]) + length + body


# --- secp256k1 ------------------------------------------------------------------------------------

P = 2 ** 256 - 2 ** 32 - 977
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
G = (0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
     0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8)


def _affine_add(a, b):
    if a is None or b is None:
        return a or b
    if a == b:
        slope = 3 * a[0] * a[0] * pow(2 * a[1], -1, P) % P
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def _multiples():
    """Row i holds 0 to 15 times 16^i G."""
    rows, base = [], G
    for _ in range(64):
        row = [None]
        for _ in range(15):
            row.append(_affine_add(row[-1], base))
        rows.append(row)
        base = _affine_add(row[15], base)
    return rows


MULTIPLES = _multiples()


def times_g(scalar):
    """scalar * G, for 0 < scalar < N; one inversion, at the end (Jacobian coordinates)."""
    x = y = z = None
    for row in MULTIPLES:
        point = row[scalar & 15]
        scalar >>= 4
        if point is None:
            continue
        if z is None:
            (x, y), z = point, 1
            continue
        zz = z * z % P
        h = (point[0] * zz - x) % P
        r = (point[1] * zz * z - y) % P
        hh = h * h % P
        hhh, v = h * hh % P, x * hh % P
        x = (r * r - hhh - 2 * v) % P
        y = (r * (v - x) - y * hhh) % P
        z = z * h % P
    inverse = pow(z, -1, P)
    return x * inverse * inverse % P, y * inverse * inverse * inverse % P


def sign(key, digest):
    """(r, s, y parity), s in the lower half. The secret is a hash of key and message."""
    secret = int.from_bytes(hashlib.sha512(key.to_bytes(32, "big") + digest).digest(), "big")
    k = secret % (N - 1) + 1
    x, y = times_g(k)
    r = x % N
    s = pow(k, -1, N) * (int.from_bytes(digest, "big") + r * key) % N
    parity = y & 1
    return (r, N - s, parity ^ 1) if s > N // 2 else (r, s, parity)


def address_of(key):
    x, y = times_g(key)
    return keccak256(x.to_bytes(32, "big") + y.to_bytes(32, "big"))[12:]


# --- transactions and blocks ----------------------------------------------------------------------

def signed(key, chain_id, kind, nonce, fee_max, tip_max, gas, to, value, data):
    """The raw bytes of a transaction of type 0 (EIP-155), 1 or 2. Types 0 and 1 pay `fee_max`."""
    if kind == 0:
        body = [nonce, fee_max, gas, to, value, data]
        r, s, parity = sign(key, keccak256(rlp([*body, chain_id, 0, 0])))
        return rlp([*body, 35 + 2 * chain_id + parity, r, s])
    price = [fee_max] if kind == 1 else [tip_max, fee_max]
    body = [chain_id, nonce, *price, gas, to, value, data, []]
    r, s, parity = sign(key, keccak256(bytes([kind]) + rlp(body)))
    return bytes([kind]) + rlp([*body, parity, r, s])


HEADER_BYTES = ("parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot "
                "logsBloom").split()
HEADER_INTEGERS = "difficulty number gasLimit gasUsed timestamp".split()


def block_hash(block):
    """The hash of a block as eth_getBlockByNumber describes it (London header)."""
    def octets(name):
        return bytes.fromhex(block[name][2:])
    fields = [octets(name) for name in HEADER_BYTES]
    fields += [int(block[name], 16) for name in HEADER_INTEGERS]
    fields += [octets("extraData"), octets("mixHash"), octets("nonce"),
               int(block["baseFeePerGas"], 16)]
    return "0x" + keccak256(rlp(fields)).hex()


def selector(signature):
    return keccak256(signature.encode())[:4]


def word(value):
    return value.rjust(32, b"\0") if isinstance(value, bytes) else value.to_bytes(32, "big")
