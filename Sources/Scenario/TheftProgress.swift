import Records

/// How far a ``Theft`` has come.
struct TheftProgress: Sendable {
    /// Index of the next payment.
    var next = 0
    /// What was really paid, as the victim's statement shows it.
    var paid: [FIR.Transfer] = []
    var draw: Draw

    init(draw: Draw) { self.draw = draw }
}
