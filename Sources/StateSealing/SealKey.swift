import CCrypto
import Foundation
public import Runtime

/// Why a key file cannot be used: names the file and what would be right. Never tells what the file holds.
public struct SealKeyFault: Error, Sendable, CustomStringConvertible {
    public var description: String
    init(_ description: String) { self.description = description }
}

/// Key material for ``SIVSeal``, out of a file.
///
/// Each stage has two keys of its own, for tokens and for values, derived by HKDF-SHA-256 (RFC 5869); the check value is a third
/// output, which tells nothing of the others. The material itself is never printed.
public struct SealKey: StateSealKey, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public let source: String
    public let check: [UInt8]
    /// What an operator should hear about the file, if anything: who else may read it.
    public let warning: String?
    private let material: [UInt8]

    /// Less is not taken, in bytes.
    public static let materialMin = 32
    /// More is some other file.
    public static let materialMax = 4_096

    /// Reads a file: at least 64 hexadecimal digits, or at least 32 bytes of anything else. White space at the ends of a text
    /// does not count.
    public init(file path: String) throws(SealKeyFault) {
        let bytes: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            bytes = Array(try handle.read(upToCount: Self.materialMax + 1) ?? Data())
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw SealKeyFault(
                "the key file '\(path)' \(isThere ? "cannot be read by this user" : "does not exist"); make one with: "
                    + "(umask 077; openssl rand -hex 32 > \(path))")
        }
        let mode = (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]) as? NSNumber
        try self.init(bytes, source: path, mode: mode?.intValue ?? 0o600)
    }

    init(_ contents: [UInt8], source: String, mode: Int = 0o600) throws(SealKeyFault) {
        self.source = source
        material = try Self.material(of: contents, source: source)
        let others = mode & 0o027
        warning =
            others == 0
            ? nil
            : "the key file '\(source)' has mode \(String(mode & 0o777, radix: 8)): others may read or change it; chmod 600"
        check = try Self.derive("check", from: material, count: 8)
        // Asked for now, so that what libcrypto lacks is told before there is state.
        guard let sealer = ccrypto_sealer_new([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 64)) else {
            throw SealKeyFault("libcrypto has no AES-256-SIV: OpenSSL 3.0 or later is needed to seal state")
        }
        ccrypto_sealer_free(sealer)
    }

    private static func material(of contents: [UInt8], source: String) throws(SealKeyFault) -> [UInt8] {
        guard contents.count <= materialMax else {
            throw SealKeyFault("the key file '\(source)' is larger than \(materialMax) bytes: that is no key")
        }
        var bytes = contents[...]
        if bytes.allSatisfy({ (0x20...0x7E).contains($0) || isSpace($0) }) {
            while let last = bytes.last, isSpace(last) { bytes.removeLast() }
            while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
        }
        let digits = bytes.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        let isHex = !bytes.isEmpty && digits.count == bytes.count
        if isHex, digits.count % 2 != 0 {
            throw SealKeyFault("the key file '\(source)' has an odd number of hexadecimal digits: one is missing")
        }
        let found =
            isHex
            ? stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) } : Array(bytes)
        guard found.count >= materialMin else {
            throw SealKeyFault(
                "the key file '\(source)' holds \(found.count) bytes\(isHex ? " as hexadecimal digits" : ""); at least "
                    + "\(materialMin) are needed (64 hexadecimal digits): openssl rand -hex 32")
        }
        guard Set(found).count > 1 else {
            throw SealKeyFault("the key file '\(source)' holds one byte over and over: that is no key")
        }
        return found
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func derive(_ purpose: String, from material: [UInt8], count: Int) throws(SealKeyFault) -> [UInt8] {
        let salt = Array("prahari state 1".utf8)
        let info = Array(purpose.utf8)
        var out = [UInt8](repeating: 0, count: count)
        guard ccrypto_hkdf(salt, salt.count, material, material.count, info, info.count, &out, count) == 1 else {
            throw SealKeyFault("libcrypto derives no key")
        }
        return out
    }

    public func seal(for stage: String) -> any StateSeal {
        // Both have worked when the key was read; a seal without them seals nothing, and says so.
        let token = try? Self.derive("token " + stage, from: material, count: Int(CCRYPTO_TOKEN_KEY))
        let value = try? Self.derive("value " + stage, from: material, count: Int(CCRYPTO_SEAL_KEY))
        return SIVSeal(key: self, tokenKey: token, valueKey: value)
    }

    public var description: String { "key of '\(source)'" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
