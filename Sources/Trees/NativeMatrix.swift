internal import CXGBoost

/// Owns a DMatrix; destroyed with its last user.
@safe final class NativeMatrix {
    let handle: DMatrixHandle

    /// Copies the values.
    init(values: [Float], rows: Int, columns: Int) throws(TreesError) {
        var handle: DMatrixHandle?
        // The plain call takes threads from OpenMP's default; this one takes the number given.
        let code = unsafe XGDMatrixCreateFromMat_omp(values, bst_ulong(rows), bst_ulong(columns), .nan, &handle, 1)
        try check(code, "XGDMatrixCreateFromMat_omp")
        guard let made = unsafe handle else {
            throw .library(operation: "XGDMatrixCreateFromMat_omp", message: "no handle")
        }
        unsafe self.handle = made
    }

    convenience init(_ table: FeatureTable) throws(TreesError) {
        try self.init(values: table.values, rows: table.rows, columns: table.names.count)
        try set("label", table.labels)
        if !table.weights.isEmpty { try set("weight", table.weights) }
    }

    private func set(_ field: String, _ values: [Float]) throws(TreesError) {
        let code = unsafe XGDMatrixSetFloatInfo(handle, field, values, bst_ulong(values.count))
        try check(code, "XGDMatrixSetFloatInfo(\(field))")
    }

    deinit { unsafe _ = XGDMatrixFree(handle) }
}

/// Throws the library's own words when a call did not return 0.
func check(_ code: Int32, _ operation: String) throws(TreesError) {
    guard code != 0 else { return }
    let text = unsafe XGBGetLastError().map { unsafe String(cString: $0) } ?? ""
    // The first line says what; the rest is the library's stack.
    throw .library(operation: operation, message: String(text.prefix { $0 != "\n" }))
}
