/// What can be suspicious about a booking. Raw values index ``Assessment/strengths``.
enum Signal: Int, CaseIterable {
    case amount, newPayee, hour, burst, dayTotal, creditBurst, device, channel, travel, dormancy, structuring
    case passThrough, levelShift, paceShift, roundSums, fanIn, fanOut, concentration

    static let count = 18

    /// The reason code that consumers match.
    var code: String {
        switch self {
        case .amount: "AMOUNT_UNUSUAL"
        case .newPayee: "NEW_PAYEE_HIGH_AMOUNT"
        case .hour: "UNUSUAL_HOUR"
        case .burst: "DEBIT_BURST"
        case .dayTotal: "DAY_TOTAL_UNUSUAL"
        case .creditBurst: "CREDIT_BURST"
        case .device: "NEW_DEVICE"
        case .channel: "RARE_CHANNEL"
        case .travel: "IMPOSSIBLE_TRAVEL"
        case .dormancy: "DORMANCY_ENDED"
        case .structuring: "BELOW_THRESHOLD_REPEATED"
        case .passThrough: "PASS_THROUGH"
        case .levelShift: "LEVEL_SHIFT"
        case .paceShift: "PACE_SHIFT"
        case .roundSums: "ROUND_SUMS_REPEATED"
        case .fanIn: "FAN_IN"
        case .fanOut: "FAN_OUT"
        case .concentration: "PAYEE_CONCENTRATION"
        }
    }
}

/// What the detectors found: a strength a signal and the figures that explain it. No heap.
struct Assessment {
    /// 0...1 each: how surprising, were it the only signal.
    var strengths = InlineArray<18, Float>(repeating: 0)

    /// Figures behind the words.
    var usualOctave: Float = 0
    var paysOut = true
    var payeesKnown = 0
    var hourShare: Float = 0
    var burstCount: Float = 0
    var burstUsual: Float = 0
    var burstWindow = 0
    var daySum: Float = 0
    var usualDayOctave: Float = 0
    var creditsToday: Float = 0
    var creditsUsual: Float = 0
    var channelUses = 0
    var bookings = 0
    var kilometres: Float = 0
    var sinceSeen: Int64 = 0
    var silence: Int64 = 0
    var usualGapOctave: Float = 0
    var nearCount: Float = 0
    var nearIndex = 0
    var poolCredit: Float = 0
    var poolShare: Float = 0
    var poolAge: Int64 = 0
    var levelRun = 0
    var levelGain: Float = 0
    var paceRun = 0
    var paceGain: Float = 0
    var roundRun = 0
    var roundShare: Float = 0
    /// Different counterparties within a day, on the booking's side.
    var fan: Float = 0
    var fanUsual: Float = 0
    var payeeRupees: Float = 0
    var payeeShare: Float = 0
    var payeePayments = 0
    var payeeAge: Int64 = 0

    subscript(_ signal: Signal) -> Float {
        get { strengths[signal.rawValue] }
        set { strengths[signal.rawValue] = newValue }
    }

    /// Noisy-or: the chance that at least one of independent alarms is right. 0...1, to four decimals.
    var score: Double {
        var quiet: Double = 1
        for index in 0..<Signal.count { quiet *= 1 - Double(strengths[index]) }
        return Double(Int((1 - quiet) * 10_000 + 0.5)) / 10_000
    }
}
