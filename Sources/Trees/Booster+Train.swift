internal import CXGBoost

extension Booster {
    /// Grows trees on `table`; with `validation` and ``Training/patience`` keeps those up to the best round.
    ///
    /// Deterministic for the same input, seed and threads.
    /// - Complexity: with `tree_method` `exact` about rows × columns × depth × rounds.
    public static func train(
        on table: FeatureTable, _ training: Training, validation: FeatureTable? = nil
    ) throws(TreesError) -> Booster {
        try training.validate()
        if let validation, validation.names != table.names {
            throw .featureOrder(expected: table.names, found: validation.names)
        }
        if training.patience != nil, validation == nil {
            throw .setting(name: "patience", value: "\(training.patience ?? 0)", legal: "with a validation table only")
        }
        let matrix = try NativeMatrix(table)
        let validationMatrix: NativeMatrix?
        if let validation { validationMatrix = try NativeMatrix(validation) } else { validationMatrix = nil }
        let native = try NativeBooster(caches: [matrix] + (validationMatrix.map { [$0] } ?? []))
        try native.set(training)
        try native.setFeatureNames(table.names)
        var best: (round: Int, value: Double)?
        for round in 0..<training.rounds {
            try check(
                unsafe XGBoosterUpdateOneIter(native.handle, Int32(round), matrix.handle), "XGBoosterUpdateOneIter")
            guard let patience = training.patience, let validationMatrix else { continue }
            let (metric, value) = try native.evaluate(validationMatrix, round)
            let isLargerBetter = Training.isBetterWhenLarger(metric)
            if best.map({ isLargerBetter ? value > $0.value : value < $0.value }) ?? true { best = (round, value) }
            if round - (best?.round ?? 0) >= patience { break }
        }
        if let best { try native.keep(rounds: best.round + 1) }
        let handle = unsafe native.release()
        return unsafe try Booster(owning: handle, featureNames: table.names)
    }
}

/// A native booster while it is being made.
@safe final class NativeBooster {
    private(set) var handle: BoosterHandle
    private var isOwned = true
    /// The library keeps only weak hold of the matrices whose predictions it caches.
    private let caches: [NativeMatrix]

    init(caches: [NativeMatrix]) throws(TreesError) {
        self.caches = caches
        let handles: [DMatrixHandle?] = unsafe caches.map { unsafe $0.handle }
        var made: BoosterHandle?
        try check(unsafe XGBoosterCreate(handles, bst_ulong(handles.count), &made), "XGBoosterCreate")
        guard let handle = unsafe made else { throw .library(operation: "XGBoosterCreate", message: "no handle") }
        unsafe self.handle = handle
    }

    deinit { if isOwned { unsafe _ = XGBoosterFree(handle) } }

    func set(_ name: String, _ value: String) throws(TreesError) {
        try check(unsafe XGBoosterSetParam(handle, name, value), "XGBoosterSetParam(\(name)=\(value))")
    }

    /// Parameters in the order of their names, so that the same dictionary always gives the same calls.
    func set(_ training: Training) throws(TreesError) {
        try set("verbosity", "0")
        try set("seed", "\(training.seed)")
        try set("nthread", "\(training.threads)")
        for (name, value) in training.parameters.sorted(by: { $0.key < $1.key }) { try set(name, value) }
    }

    func setFeatureNames(_ names: [String]) throws(TreesError) {
        // One block of zero-terminated names, and where each begins.
        var block: [CChar] = []
        var starts: [Int] = []
        for name in names {
            starts.append(block.count)
            block.append(contentsOf: name.utf8.map { CChar(bitPattern: $0) } + [0])
        }
        let code = unsafe block.withUnsafeBufferPointer { bytes in
            var pointers = unsafe starts.map { unsafe bytes.baseAddress?.advanced(by: $0) }
            return unsafe XGBoosterSetStrFeatureInfo(handle, "feature_name", &pointers, bst_ulong(names.count))
        }
        try check(code, "XGBoosterSetStrFeatureInfo")
    }

    /// The last metric of one evaluation, from a line such as `[3]\tv-logloss:0.31\tv-aucpr:0.62`.
    func evaluate(_ matrix: NativeMatrix, _ round: Int) throws(TreesError) -> (metric: String, value: Double) {
        var matrices: [DMatrixHandle?] = unsafe [matrix.handle]
        var text: UnsafePointer<CChar>?
        let code = unsafe "v".withCString { name in
            var names: [UnsafePointer<CChar>?] = unsafe [name]
            return unsafe XGBoosterEvalOneIter(handle, Int32(round), &matrices, &names, 1, &text)
        }
        try check(code, "XGBoosterEvalOneIter")
        let line = unsafe text.map { unsafe String(cString: $0) } ?? ""
        let parts = (line.split(separator: "\t").last ?? "").split(separator: ":")
        guard parts.count == 2, let value = Double(parts[1]) else {
            throw .library(operation: "XGBoosterEvalOneIter", message: "no metric in '\(line)'")
        }
        return (String(parts[0].dropFirst(2)), value)
    }

    func keep(rounds: Int) throws(TreesError) {
        var made: BoosterHandle?
        try check(unsafe XGBoosterSlice(handle, 0, Int32(rounds), 1, &made), "XGBoosterSlice")
        guard let sliced = unsafe made else { throw .library(operation: "XGBoosterSlice", message: "no handle") }
        unsafe _ = XGBoosterFree(handle)
        unsafe handle = sliced
    }

    /// Hands the native model over; the caller owns it now.
    func release() -> BoosterHandle {
        isOwned = false
        return unsafe handle
    }
}
