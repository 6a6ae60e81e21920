import DataFiles
import Foundation
import FraudFeatures
import Testing
import Trees

@testable import HandbookEvaluation

@Suite struct MetricsTests {
    @Test func rocAndPrecisionOfAKnownExample() {
        let scores: [Float] = [0.1, 0.4, 0.35, 0.8]
        let labels = [false, false, true, true]
        #expect(abs(Scoring.auc(scores, labels) - 0.75) < 1e-12)
        #expect(abs(Scoring.averagePrecision(scores, labels) - 0.8333333333) < 1e-9)
    }

    @Test func tiesAreTakenTogether() {
        #expect(Scoring.auc([1, 1, 1, 1], [true, false, true, false]) == 0.5)
        #expect(Scoring.averagePrecision([1, 1, 1, 1], [true, false, true, false]) == 0.5)
        #expect(Scoring.averagePrecision([2, 1, 1], [true, false, true]) == 0.5 + 0.5 * 2 / 3)
    }

    @Test func aCaughtCardIsNotCaughtAgain() {
        // Card 1 is fraud on both days; with room for one card a day it is caught on the first only.
        let precision = Scoring.cardPrecision(
            [0.9, 0.5, 0.1, 0.9, 0.5], [true, false, true, true, false], cards: [1, 2, 1, 1, 3], days: [0, 0, 0, 1, 1],
            top: 1)
        #expect(precision == 0.5)
    }

    @Test func meanAndSpread() {
        let all = [FraudMetrics(auc: 0.5, ap: 1, cp100: 0), FraudMetrics(auc: 0.7, ap: 1, cp100: 1)]
        #expect(abs(FraudMetrics.mean(all).auc - 0.6) < 1e-12)
        #expect(abs(FraudMetrics.spread(all).auc - 0.1) < 1e-12 && FraudMetrics.spread(all).cp100 == 0.5)
    }
}

@Suite struct SplitTests {
    /// One payment a day and card; card 1 defrauded on day 3, card 2 on day 8, card 3 on day 15.
    private var data: HandbookData {
        var payments: [CardTransaction] = []
        var scenarios: [UInt8] = []
        for day in 0..<30 as Range<Int64> {
            for card in 0..<4 as Range<UInt64> {
                payments.append(
                    CardTransaction(
                        seconds: day * 86_400 + Int64(card), customer: CustomerNumber(card),
                        terminal: TerminalNumber(0), minorUnits: 100))
                scenarios.append([1: 3, 2: 8, 3: 15][card] == day ? 2 : 0)
            }
        }
        return HandbookData(payments: payments, scenarios: scenarios)
    }

    @Test func knownCardsLeaveTheTest() {
        let split = HandbookSplit(data, trainingStart: 0)
        #expect(split.training.count == 28)
        func days(_ card: UInt64) -> [Int] {
            split.test.filter { data.payments[$0].customer.rawValue == card }.map(data.day)
        }
        #expect(days(0) == Array(14..<21) && days(1).isEmpty && days(3) == Array(14..<21))
        // Fraud on day 8, the second of the delay, is known from day 16 on by the handbook's rule.
        #expect(days(2) == [14, 15])
    }

    @Test func moreWeeksKeepTheTest() {
        let one = HandbookSplit(data, trainingStart: 7)
        let two = HandbookSplit(data, trainingStart: 7, moreWeeks: 1)
        #expect(one.test == two.test && two.training.count == 56 && two.trainingDays == 14)
    }
}

@Suite struct ReadingTests {
    private let header = "TX_TIME_SECONDS,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD_SCENARIO\n"

    private func read(_ text: String) throws -> HandbookData {
        try HandbookData(NumberTable(Data((header + text).utf8), file: "t.csv"), file: "t.csv")
    }

    @Test func numbersAreReadExactly() throws {
        let table = try NumberTable(Data("a,b\n-1.25,3e-05\n146.0,0.1\n29.004999999999907,7\r\n".utf8), file: "t")
        #expect(table.values == [-1.25, 3e-05, 146, 0.1, 29.004999999999907, 7])
    }

    @Test func paymentsAreRead() throws {
        let data = try read("31,596,3156,57.16,0\n130,4961,3412,81.51,3\n")
        #expect(data.payments[0].minorUnits == 5_716 && data.payments[1].customer == CustomerNumber(4_961))
        #expect(!data.isFraud(0) && data.isFraud(1))
    }

    @Test(arguments: [
        ("1,2,3,x,0\n", 2, "a number in column 'TX_AMOUNT'"),
        ("1,2,3,4\n", 2, "5 columns"),
        ("1,2,3,4,0\n1,2,3,4,0,5\n", 3, "5 columns"),
        ("5,2,3,4,0\n1,2,3,4,0\n", 3, "rows in the order of TX_TIME_SECONDS"),
        ("1,2.5,3,4,0\n", 2, "a whole number 0.0...1000000000000000.0 in 'CUSTOMER_ID'"),
    ])
    func faultsNameTheLine(_ text: String, _ line: Int, _ expected: String) {
        #expect(throws: DataFault.malformed(file: "t.csv", line: line, expected: expected)) { try read(text) }
    }

    @Test func missingToolsAndFilesAreNamed() throws {
        let file = URL(fileURLWithPath: NSTemporaryDirectory() + "handbook-\(UUID().uuidString).xz")
        #expect(throws: DataFault.unreadable(file: file.path, reason: "no such readable file")) {
            try CompressedFile.read(file)
        }
        try Data("no xz".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(throws: DataFault.noDecompressor(name: "xz", file: file.path)) {
            try CompressedFile.read(file, path: "/nowhere")
        }
    }
}

@Suite struct TableTests {
    @Test func roundsToDecimals() {
        #expect(ReportTable.fixed(0.7525, 3) == "0.753" && ReportTable.fixed(-1.005, 1) == "-1.0")
        #expect(ReportTable.fixed(2.0499, 2) == "2.05" && ReportTable.fixed(.nan, 2) == "nan")
    }
}
