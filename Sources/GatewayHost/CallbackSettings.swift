/// Where providers' reports and acknowledgements come in.
struct CallbackSettings {
    var address: String
    var port: UInt16
    /// As the providers know it, without the slash at the end.
    var publicURL: String
    var acknowledgeSecret: SecretSource?
    /// How long after its command's end a delivery is kept for its reports.
    var keepMilliseconds: Int64

    init(_ reader: ConfigReader) throws(GatewayFault) {
        var reader = reader
        address = try reader.optionalText("address") ?? "127.0.0.1"
        port = UInt16(try reader.number("port", 0...65_535) ?? 9_480)
        var url = try reader.text("public_url")
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            throw GatewayFault(
                "\(reader.path).public_url = '\(url)': expected an address like https://alerts.example.org")
        }
        while url.hasSuffix("/") { url.removeLast() }
        publicURL = url
        acknowledgeSecret = try Channel.optionalSecret("acknowledge_secret", &reader)
        keepMilliseconds = Int64(try reader.number("keep_hours", 1...168) ?? 24) * 3_600_000
        try reader.finish()
    }
}
