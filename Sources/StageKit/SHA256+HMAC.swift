/// HMAC-SHA256 (RFC 2104). For signatures of messages, not for bulk.
extension SHA256 {
    /// The 32 bytes of HMAC-SHA256.
    public static func hmac(key: [UInt8], message: [UInt8]) -> [UInt8] {
        var block = key.count > 64 ? digest(key) : key
        block += [UInt8](repeating: 0, count: 64 - block.count)
        let inner = digest(block.map { $0 ^ 0x36 } + message)
        return digest(block.map { $0 ^ 0x5c } + inner)
    }
}
