/// How a person lives: what comes in, how often and how they pay.
enum Persona: UInt8, Sendable, CaseIterable {
    case employee, student, pensioner, homemaker, labourer, trader, dormant

    /// What somebody does next.
    enum Act: Int, CaseIterable {
        case shopUPI, pos, online, friend, atm, bill, counter, aeps, cheque, supplier, deposit, wallet, incoming
    }

    static let cumulativeShares = Draw.cumulative([44, 12, 9, 10, 9, 12, 4])

    /// Rupees a month, the median.
    var income: Double {
        switch self {
        case .employee: 42_000
        case .student: 9_000
        case .pensioner: 26_000
        case .homemaker: 15_000
        case .labourer: 14_000
        case .trader: 85_000
        case .dormant: 6_000
        }
    }

    /// Own bookings a day.
    var rate: Double {
        switch self {
        case .employee: 2.6
        case .student: 2.3
        case .pensioner: 0.8
        case .homemaker: 1.2
        case .labourer: 0.9
        case .trader: 2.2
        case .dormant: 0.02
        }
    }

    /// Cumulative weights of ``Act``, in its order.
    var acts: [Double] { Self.actTable[Int(rawValue)] }

    private static let actTable: [[Double]] = [
        //            upi pos onl fri atm bil cou aep chq sup dep wal inc
        Draw.cumulative([44, 14, 10, 12, 6, 5, 0.2, 0, 0.3, 0, 0.3, 4, 3]),
        Draw.cumulative([52, 4, 12, 18, 3, 4, 0, 0, 0, 0, 0, 5, 6]),
        Draw.cumulative([30, 10, 2, 6, 18, 14, 8, 2, 4, 0, 0.5, 0.5, 4]),
        Draw.cumulative([48, 12, 8, 10, 6, 8, 1, 1, 0, 0, 1, 2, 4]),
        Draw.cumulative([40, 1, 1, 14, 8, 6, 1, 16, 0, 0, 4, 2, 8]),
        Draw.cumulative([22, 6, 4, 8, 5, 7, 3, 0, 5, 22, 12, 1, 4]),
        Draw.cumulative([30, 2, 2, 20, 20, 10, 4, 2, 0, 0, 2, 2, 10]),
    ]

    /// Hours by which the day is moved: pensioners are early, students late.
    var hourShift: ClosedRange<Int> {
        switch self {
        case .student: 0...4
        case .pensioner: -2...0
        case .labourer: -2...1
        default: -1...2
        }
    }

    /// Words that a police writer uses, and an age.
    func occupation(_ draw: inout Draw) -> (words: String, age: Int) {
        switch self {
        case .employee:
            (
                draw.pick(["private employee", "IT professional", "school teacher", "bank employee"]),
                draw.within(24...58)
            )
        case .student: ("student", draw.within(18...25))
        case .pensioner: (draw.pick(["retired govt. employee", "retired teacher", "pensioner"]), draw.within(60...79))
        case .homemaker: ("housewife", draw.within(27...62))
        case .labourer: (draw.pick(["daily labourer", "auto driver", "farmer"]), draw.within(22...57))
        case .trader: (draw.pick(["businessman", "shop owner", "contractor"]), draw.within(28...61))
        case .dormant: ("unemployed", draw.within(22...66))
        }
    }
}
