@testable import FraudFeatures

let day = CardCalendar.daySeconds

func payment(_ seconds: Int64, customer: UInt64 = 1, terminal: UInt64 = 1, _ amount: Double = 20) -> CardTransaction {
    CardTransaction(
        seconds: seconds, customer: CustomerNumber(customer), terminal: TerminalNumber(terminal),
        minorUnits: Int64((amount * 100).rounded()))
}

/// A linear congruential generator: the same payments on every machine.
struct Randomness {
    var state: UInt64

    mutating func below(_ bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }
}

/// 60 days of 30 customers at 12 terminals, 40 payments a day; terminal 3 is compromised on days 20...47.
func simulated(seed: UInt64) -> [(payment: CardTransaction, isFraud: Bool)] {
    var random = Randomness(state: seed)
    var all: [(payment: CardTransaction, isFraud: Bool)] = []
    var seconds: Int64 = 0
    while seconds < 60 * day {
        seconds += Int64(random.below(4_320))
        let terminal = random.below(12)
        let compromised = terminal == 3 && (20..<48).contains(seconds / day)
        let amount = 5 + Double(random.below(6_000)) / 100
        all.append((payment(seconds, customer: random.below(30), terminal: terminal, amount), compromised))
    }
    return all
}

/// The card features of all payments, labels known after 7 days.
func replay(_ all: [(payment: CardTransaction, isFraud: Bool)]) -> (rows: [[Float]], unsupervised: [Float]) {
    var features = CardFeatures(calendar: CardCalendar(firstWeekday: 6))
    var labels = DelayedLabels(delaySeconds: 7 * day)
    var rows: [[Float]] = []
    var unsupervised: [Float] = []
    for (payment, isFraud) in all {
        while let known = labels.next(knownAt: payment.seconds) {
            features.learn(known.payment, isFraud: known.isFraud)
        }
        var row: [Float] = []
        unsupervised.append(features.append(payment, to: &row))
        rows.append(row)
        labels.add(payment, isFraud: isFraud)
    }
    return (rows, unsupervised)
}

/// So that rows with "never happened" can be compared.
func bits(_ rows: some Sequence<[Float]>) -> [[UInt32]] { rows.map { $0.map(\.bitPattern) } }
