public import DataFiles
public import Foundation
public import FraudFeatures

/// The handbook's simulated card payments in time order, with their labels.
public struct HandbookData: Sendable {
    public var payments: [CardTransaction]
    /// 0: sound; 1: large amount; 2: compromised terminal; 3: leaked card.
    public var scenarios: [UInt8]

    /// Day 0 of the data, 2018-04-01, is a Sunday.
    public static let calendar = CardCalendar(firstWeekday: 6)

    public func isFraud(_ row: Int) -> Bool { scenarios[row] > 0 }
    public func day(_ row: Int) -> Int { Int(payments[row].seconds / CardCalendar.daySeconds) }

    public init(payments: [CardTransaction], scenarios: [UInt8]) {
        self.payments = payments
        self.scenarios = scenarios
    }

    /// Reads `transactions_raw.csv.xz`. About 2 s for 1.75 million rows.
    public init(contentsOf file: URL) throws(DataFault) {
        try self.init(NumberTable(CompressedFile.read(file), file: file.path), file: file.path)
    }

    init(_ table: NumberTable, file: String) throws(DataFault) {
        let seconds = try table.column("TX_TIME_SECONDS", file: file)
        let customer = try table.column("CUSTOMER_ID", file: file)
        let terminal = try table.column("TERMINAL_ID", file: file)
        let amount = try table.column("TX_AMOUNT", file: file)
        let scenario = try table.column("TX_FRAUD_SCENARIO", file: file)
        payments = []
        payments.reserveCapacity(table.rows)
        scenarios = []
        scenarios.reserveCapacity(table.rows)
        var last = Int64.min
        for row in 0..<table.rows {
            let at = row * table.columns.count
            func whole(_ column: Int, _ range: ClosedRange<Double>) throws(DataFault) -> Int64 {
                let value = table.values[at + column]
                guard range.contains(value), value == value.rounded() else {
                    let name = table.columns[column]
                    throw .malformed(file: file, line: row + 2, expected: "a whole number \(range) in '\(name)'")
                }
                return Int64(value)
            }
            let time = try whole(seconds, 0...1e12)
            guard time >= last else {
                throw .malformed(file: file, line: row + 2, expected: "rows in the order of TX_TIME_SECONDS")
            }
            last = time
            payments.append(
                CardTransaction(
                    seconds: time, customer: CustomerNumber(UInt64(try whole(customer, 0...1e15))),
                    terminal: TerminalNumber(UInt64(try whole(terminal, 0...1e15))),
                    minorUnits: Int64((table.values[at + amount] * 100).rounded())))
            scenarios.append(UInt8(try whole(scenario, 0...3)))
        }
    }
}
