internal import CLibLinear
internal import TextModel

/// liblinear on sparse rows: several one-against-rest classifiers over the same rows.
///
/// Both solvers are liblinear's trust-region Newton methods in the primal (Lin, Weng & Keerthi 2008), which draw no random
/// numbers: the same rows give the same weights on the same machine. Its sums go through the BLAS, so that another
/// machine may differ in the last bits.
struct LinearSolver: ~Copyable {
    private let rows: OpaquePointer
    private let count: Int
    private let width: Int

    /// Copies the rows, 16 bytes a value.
    init(_ rows: SparseRows) throws(TextModelError) {
        guard
            let made = clin_rows_create(rows.count, rows.width, rows.starts.map { $0 }, rows.columns, rows.values)
        else { throw .library(message: "no memory for \(rows.columns.count) values, or no rows") }
        self.rows = made
        count = rows.count
        width = rows.width
    }

    deinit { clin_rows_free(rows) }

    /// One weight a column, the bias last. Rows of one class only give weights of 0 and a bias of 1 or -1.
    func fit(_ positive: [Bool], _ training: TextTraining) throws(TextModelError) -> [Double] {
        precondition(positive.count == count)
        var weights = [Double](repeating: 0, count: width + 1)
        let positives = positive.count { $0 }
        guard positives > 0, positives < count else {
            weights[width] = positives > 0 ? 1 : -1
            return weights
        }
        let solver = training.solver == .logistic ? CLIN_LOGISTIC : CLIN_SQUARED_HINGE
        let odds = Double(count - positives) / Double(positives)
        let fault = clin_train(
            rows, positive.map { $0 ? 1 : 0 }, Int32(solver), training.cost, training.tolerance,
            1 + training.balance * (max(1, odds) - 1), &weights)
        if let fault { throw .library(message: String(cString: fault)) }
        return weights
    }
}
