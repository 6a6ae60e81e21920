internal import CXGBoost

/// Gradient-boosted trees (Chen and Guestrin, "XGBoost", KDD 2016), by XGBoost's C library. One output a row.
///
/// Invariant of `@unchecked Sendable`: the native model is changed only inside the initialisers. Predicting in place is
/// thread-safe in the library, and its result lies in memory of the calling thread, copied before the call returns.
@safe public final class Booster: @unchecked Sendable {
    let handle: BoosterHandle
    /// What a row holds, in order.
    public let featureNames: [String]
    /// Trees grown a class; after early stopping those up to the best round.
    public let rounds: Int

    /// Takes ownership of `handle`, also when it throws.
    init(owning handle: BoosterHandle, featureNames: [String]) throws(TreesError) {
        unsafe self.handle = handle
        self.featureNames = featureNames
        var count: Int32 = 0
        let code = unsafe XGBoosterBoostedRounds(handle, &count)
        rounds = Int(count)
        // All stored properties are set: from here on deinit frees the handle.
        try check(code, "XGBoosterBoostedRounds")
        // One row is predicted faster by one thread than threads can be started.
        try check(unsafe XGBoosterSetParam(handle, "nthread", "1"), "XGBoosterSetParam(nthread)")
    }

    deinit { unsafe _ = XGBoosterFree(handle) }

    /// The scores of whole rows, NaN where a value is missing, predicted in place.
    ///
    /// - Parameters:
    ///   - values: row-major, `featureNames.count` a row.
    ///   - margin: the sum of the leaves (log-odds) in place of the probability.
    /// - Returns: one a row.
    /// - Complexity: rows × trees × depth; some 15 us a call besides, so batch, or use
    ///   ``FlatTrees`` for single rows.
    public func predict(_ values: [Float], margin: Bool = false) throws(TreesError) -> [Float] {
        let columns = featureNames.count
        let rows = values.count / columns
        guard rows * columns == values.count else {
            throw .shape(what: "values of whole rows", expected: (rows + 1) * columns, found: values.count)
        }
        guard rows > 0 else { return [] }
        var code: Int32 = 0
        let scores = unsafe [Float](unsafeUninitializedCapacity: rows) { buffer, count in
            unsafe code = cxgb_predict_dense(
                handle, values, rows, columns, margin ? 1 : 0, buffer.baseAddress)
            count = code == 0 ? rows : 0
        }
        try check(code, "XGBoosterPredictFromDense")
        return scores
    }

    /// What each feature adds to the margin of each row (SHAP values of Lundberg and Lee, by the TreeSHAP algorithm).
    ///
    /// - Returns: row-major, `featureNames.count + 1` a row; the last is the bias. A row sums to its margin.
    /// - Complexity: rows × trees × leaves × depth²; for alerts, not for every record.
    public func contributions(_ values: [Float]) throws(TreesError) -> [Float] {
        let columns = featureNames.count
        let rows = values.count / columns
        guard rows * columns == values.count else {
            throw .shape(what: "values of whole rows", expected: (rows + 1) * columns, found: values.count)
        }
        guard rows > 0 else { return [] }
        let matrix = try NativeMatrix(values: values, rows: rows, columns: columns)
        let config = #"{"type":2,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false}"#
        var shape: UnsafePointer<bst_ulong>?
        var dimensions: bst_ulong = 0
        var result: UnsafePointer<Float>?
        let code = unsafe XGBoosterPredictFromDMatrix(
            handle, matrix.handle, config, &shape, &dimensions, &result)
        try check(code, "XGBoosterPredictFromDMatrix")
        return unsafe [Float](UnsafeBufferPointer(start: result, count: rows * (columns + 1)))
    }

    /// Refuses to go on unless the model's features are exactly `names`, in this order.
    public func require(_ names: [String]) throws(TreesError) {
        guard names != featureNames else { return }
        let missing = featureNames.filter { !names.contains($0) }
        let unexpected = names.filter { !featureNames.contains($0) }
        guard missing.isEmpty, unexpected.isEmpty else { throw .features(missing: missing, unexpected: unexpected) }
        throw .featureOrder(expected: featureNames, found: names)
    }
}
