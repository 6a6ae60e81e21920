internal import CXGBoost

extension Booster {
    /// The model in XGBoost's JSON format, feature names included; any XGBoost from 1.0 on reads it.
    public func bytes() throws(TreesError) -> [UInt8] {
        var count: bst_ulong = 0
        var start: UnsafePointer<CChar>?
        let code = unsafe XGBoosterSaveModelToBuffer(handle, #"{"format":"json"}"#, &count, &start)
        try check(code, "XGBoosterSaveModelToBuffer")
        return unsafe UnsafeBufferPointer(start: start, count: Int(count)).map { UInt8(bitPattern: $0) }
    }

    /// Reads a model in XGBoost's JSON format.
    ///
    /// - Parameter featureNames: what the caller's rows hold; a model of other features is refused.
    public convenience init(bytes: [UInt8], featureNames: [String]) throws(TreesError) {
        try self.init(bytes: bytes)
        try require(featureNames)
    }

    /// Reads a model in XGBoost's JSON format, with the feature names stored in it.
    public convenience init(bytes: [UInt8]) throws(TreesError) {
        let names = try StoredModel.read(bytes).learner.feature_names
        let native = try NativeBooster(caches: [])
        try native.set("verbosity", "0")
        let code = unsafe XGBoosterLoadModelFromBuffer(native.handle, bytes, bst_ulong(bytes.count))
        do { try check(code, "XGBoosterLoadModelFromBuffer") } catch {
            throw .notAModel(reason: error.description)
        }
        let handle = unsafe native.release()
        unsafe try self.init(owning: handle, featureNames: names)
    }
}
