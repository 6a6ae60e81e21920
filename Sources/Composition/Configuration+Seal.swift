public import Runtime
import StateSealing

extension Configuration {
    /// The key of `state.encryption.key.file`; nil when state is kept in clear.
    ///
    /// - Parameter warn: hears who else may read the file.
    /// - Throws: for a file that is missing, cannot be read or holds no key.
    public func sealKey(warn: (String) -> Void = { _ in }) throws(ConfigurationFault) -> (any StateSealKey)? {
        guard !stateKeyFile.isEmpty else { return nil }
        do throws(SealKeyFault) {
            let key = try SealKey(file: stateKeyFile)
            if let warning = key.warning { warn(warning) }
            return key
        } catch {
            let origin = origins["state.encryption.key.file"].map { " (from \($0))" } ?? ""
            throw ConfigurationFault("state.encryption.key.file\(origin): \(error)")
        }
    }
}
