import Foundation

extension Configuration {
    /// Defaults, then the file, then the environment, then overrides; the first illegal value is thrown.
    ///
    /// - Parameters:
    ///   - file: a properties file (`key = value` lines, `#` comments); nil reads `prahari.properties` when it exists.
    ///   - environment: `PRAHARI_COMMIT_INTERVAL_MS` sets `commit.interval.ms`; `PRAHARI_BOOTSTRAP` the broker.
    ///   - overrides: `key=value` texts.
    public static func load(
        file: String?, environment: [String: String], overrides: [String]
    ) throws(ConfigurationFault) -> Configuration {
        var configuration = Configuration()
        if let path = try existing(file ?? environment["PRAHARI_CONFIG"]) {
            for (number, line) in try lines(of: path) {
                let (key, value) = try split(line, origin: "\(path):\(number)")
                try configuration.set(key, to: value, origin: "\(path):\(number)")
            }
        }
        try configuration.apply(environment: environment)
        for override in overrides {
            let (key, value) = try split(override, origin: "--set")
            try configuration.set(key, to: value, origin: "--set")
        }
        return configuration
    }

    private static func existing(_ path: String?) throws(ConfigurationFault) -> String? {
        if let path {
            guard FileManager.default.fileExists(atPath: path) else {
                throw ConfigurationFault("configuration file '\(path)' does not exist")
            }
            return path
        }
        return FileManager.default.fileExists(atPath: "prahari.properties") ? "prahari.properties" : nil
    }

    private static func lines(of path: String) throws(ConfigurationFault) -> [(Int, String)] {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else {
            throw ConfigurationFault("configuration file '\(path)' cannot be read as UTF-8 text")
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            return trimmed.isEmpty || trimmed.hasPrefix("#") ? nil : (index + 1, trimmed)
        }
    }

    private static func split(_ line: String, origin: String) throws(ConfigurationFault) -> (String, String) {
        guard let equals = line.firstIndex(of: "=") else {
            throw ConfigurationFault("\(origin): '\(line)' is not key=value")
        }
        return (
            line[..<equals].trimmingCharacters(in: .whitespaces),
            line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
        )
    }

    private mutating func apply(environment: [String: String]) throws(ConfigurationFault) {
        if let bootstrap = environment["PRAHARI_BOOTSTRAP"], !bootstrap.isEmpty {
            try set("kafka.bootstrap.servers", to: bootstrap, origin: "PRAHARI_BOOTSTRAP")
        }
        var names: [String] = []
        for setting in Setting.all {
            let name = "PRAHARI_" + setting.key.uppercased().replacingOccurrences(of: ".", with: "_")
            names.append(name)
            if let value = environment[name] { try set(setting.key, to: value, origin: name) }
        }
        // Scripts and secrets have variables of their own; what is nearly a setting's name is a slip.
        for name in environment.keys.sorted() where name.hasPrefix("PRAHARI_") && !names.contains(name) {
            if let near = names.first(where: { Self.distance($0, name) <= 2 }) {
                throw ConfigurationFault("unknown environment variable '\(name)'; did you mean '\(near)'?")
            }
        }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("PRAHARI_KAFKA_") {
            let key = name.dropFirst("PRAHARI_KAFKA_".count).lowercased().replacingOccurrences(of: "_", with: ".")
            try set("kafka." + key, to: value, origin: name)
        }
    }

    /// Sets one key; `kafka.` keys pass through to librdkafka, which checks them when the client is made.
    public mutating func set(_ key: String, to value: String, origin: String) throws(ConfigurationFault) {
        if key.hasPrefix("kafka.") {
            kafka[String(key.dropFirst("kafka.".count))] = value
            origins[key] = origin
            return
        }
        guard let setting = Setting.all.first(where: { $0.key == key }) else {
            let near = Setting.all.map(\.key).min { Self.distance($0, key) < Self.distance($1, key) } ?? ""
            throw ConfigurationFault(
                "unknown setting '\(key)' (from \(origin)); did you mean '\(near)'? "
                    + "All keys: prahari config show; librdkafka's begin with 'kafka.'")
        }
        guard setting.set(&self, value) else {
            throw ConfigurationFault(key: key, value: value, legal: setting.legal, origin: origin)
        }
        origins[key] = origin
    }

    /// Levenshtein distance, for suggestions.
    static func distance(_ a: String, _ b: String) -> Int {
        let left = Array(a.utf8)
        let right = Array(b.utf8)
        var row = Array(0...right.count)
        for (i, x) in left.enumerated() {
            var previous = row[0]
            row[0] = i + 1
            for (j, y) in right.enumerated() {
                let kept = row[j + 1]
                row[j + 1] = min(row[j + 1] + 1, row[j] + 1, previous + (x == y ? 0 : 1))
                previous = kept
            }
        }
        return row[right.count]
    }

    /// Whether a librdkafka property holds a secret that must not be shown.
    public static func isSecret(_ key: String) -> Bool {
        let lower = key.lowercased()
        return ["password", "secret", "token", "ssl.key.pem", "ssl.certificate.pem", "oauthbearer.config", "sasl.jaas"]
            .contains { lower.contains($0) }
    }
}
