/// One side of a transfer: an account of the city, whose bank reports, or one elsewhere, which is only named.
struct Party: Sendable, Equatable {
    /// An index of people from 0 up; an outside account from -1 down.
    var raw: Int32

    static func resident(_ index: Int) -> Party { Party(raw: Int32(truncatingIfNeeded: index)) }
    static func outside(_ number: Int) -> Party { Party(raw: -1 - Int32(truncatingIfNeeded: number)) }
    /// No one: cash, or a card without a named payee.
    static let none = Party(raw: Int32.min)

    /// The index of the person, for residents.
    var index: Int? { raw >= 0 ? Int(raw) : nil }

    /// Different for every party.
    var identity: UInt64 { raw >= 0 ? UInt64(raw) : UInt64(raw.magnitude) + 100_000_000 }

    /// A short number, also different for every party.
    var mark: UInt64 { raw >= 0 ? UInt64(raw) * 7 : UInt64(raw.magnitude) * 7 + 3 }
}
