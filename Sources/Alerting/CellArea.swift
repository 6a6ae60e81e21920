/// The S2 cell of level 10 around a cell, by its token: integer arithmetic on the cell's id.
enum CellArea {
    static let level: UInt64 = 10

    /// Nil when `token` is no cell or a larger one than the area.
    static func token(_ token: String) -> String? {
        guard (1...16).contains(token.utf8.count), let number = UInt64(token, radix: 16) else { return nil }
        let id = number << UInt64(4 * (16 - token.utf8.count))
        let bit: UInt64 = 1 << (2 * (30 - level))
        guard id != 0, id & (~id &+ 1) <= bit else { return nil }
        let area = (id & (~bit &+ 1)) | bit
        let text = String(area, radix: 16)
        var whole = String(repeating: "0", count: 16 - text.utf8.count) + text
        while whole.last == "0" { whole.removeLast() }
        return whole
    }
}
