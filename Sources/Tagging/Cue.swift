/// What a word tells about the numbers and names near it. One word can be several things.
struct Cue: OptionSet, Sendable {
    let rawValue: UInt32
    static let phone = Cue(rawValue: 1 << 0)
    static let account = Cue(rawValue: 1 << 1)
    static let card = Cue(rawValue: 1 << 2)
    static let reference = Cue(rawValue: 1 << 3)
    static let aadhaar = Cue(rawValue: 1 << 4)
    static let imei = Cue(rawValue: 1 << 5)
    static let vehicle = Cue(rawValue: 1 << 6)
    static let currency = Cue(rawValue: 1 << 7)
    static let unit = Cue(rawValue: 1 << 8)
    static let month = Cue(rawValue: 1 << 9)
    static let hours = Cue(rawValue: 1 << 10)
    static let title = Cue(rawValue: 1 << 11)
    static let given = Cue(rawValue: 1 << 12)
    static let surname = Cue(rawValue: 1 << 13)
    static let organisation = Cue(rawValue: 1 << 14)
    static let organisationEnd = Cue(rawValue: 1 << 15)
    static let place = Cue(rawValue: 1 << 16)
    static let placeEnd = Cue(rawValue: 1 << 17)
    static let placeBefore = Cue(rawValue: 1 << 18)
    static let ordinary = Cue(rawValue: 1 << 19)
    static let topDomain = Cue(rawValue: 1 << 20)
    static let scheme = Cue(rawValue: 1 << 21)
    static let clock = Cue(rawValue: 1 << 22)
    static let ordinal = Cue(rawValue: 1 << 23)
    /// Words that may stand between a cue and its number: "account no. is".
    static let filler = Cue(rawValue: 1 << 24)
}

/// The words that entities are recognised by, from `reference/gazetteer.json`.
struct EntityVocabulary: Sendable {
    struct Document: Codable, Sendable {
        var version: String
        /// Words by what they tell: the names of ``Cue``.
        var cues: [String: [String]]
        var units: [String: Int]
        var months: [String: Int]
        /// Several words: organisations and places.
        var organisations: [String]
        var places: [String]
        var upiHandles: [String]
        var mailHosts: [String]
        var bankCodes: [String]
        var vehicleStates: [String]
        /// Country calling codes with the least and the most digits of a number behind them (ITU-T E.164).
        var callingCodes: [String: [Int]]

        enum CodingKeys: String, CodingKey {
            case version, cues, units, months, organisations, places
            case upiHandles = "upi_handles", mailHosts = "mail_hosts", bankCodes = "bank_codes"
            case vehicleStates = "vehicle_states", callingCodes = "calling_codes"
        }
    }

    struct Word: Sendable {
        var cue: Cue = []
        /// Of a unit its factor, of a month its number.
        var value: Int64 = 0
        /// Whether a name of several words begins with it.
        var beginsName = false
    }

    private(set) var trie = ByteTrie()
    private(set) var words: [Word] = []
    private(set) var names = PhraseMatcher()
    /// Of each phrase of `names`, whether it is a place.
    private(set) var isPlace: [Bool] = []
    let handles: Set<String>
    let mailHosts: Set<String>
    let bankCodes: Set<String>
    let vehicleStates: Set<String>
    let callingCodes: [String: ClosedRange<Int>]

    static let shared = EntityVocabulary()

    private static let kinds: [String: Cue] = [
        "phone": .phone, "account": .account, "card": .card, "reference": .reference, "aadhaar": .aadhaar,
        "imei": .imei, "vehicle": .vehicle, "currency": .currency, "hours": .hours, "title": .title, "given": .given,
        "surname": .surname, "organisation_end": .organisationEnd, "place_end": .placeEnd,
        "place_before": .placeBefore, "ordinary": .ordinary, "top_domain": .topDomain, "scheme": .scheme,
        "clock": .clock, "ordinal": .ordinal, "filler": .filler,
    ]

    /// The built-in document; a test proves that it can be read.
    private init() {
        let document =
            (try? DocumentReader.decode(Document.self, Defaults.gazetteer, key: "gazetteer"))
            ?? Document(
                version: "", cues: [:], units: [:], months: [:], organisations: [], places: [], upiHandles: [],
                mailHosts: [], bankCodes: [], vehicleStates: [], callingCodes: [:])
        handles = Set(document.upiHandles)
        mailHosts = Set(document.mailHosts)
        bankCodes = Set(document.bankCodes)
        vehicleStates = Set(document.vehicleStates)
        callingCodes = document.callingCodes.compactMapValues { range in
            guard range.count == 2, range[0] <= range[1] else { return nil }
            return range[0]...range[1]
        }
        for (name, list) in document.cues.sorted(by: { $0.key < $1.key }) {
            for word in list { add(word, Self.kinds[name] ?? []) }
        }
        for (word, factor) in document.units { add(word, .unit, Int64(factor)) }
        for (word, month) in document.months { add(word, .month, Int64(month)) }
        add("am", .hours, 1)
        add("pm", .hours, 2)
        for name in document.organisations { addName(name, isPlace: false) }
        for name in document.places { addName(name, isPlace: true) }
    }

    private mutating func add(_ word: some Collection<UInt8>, beginsName: Bool) {
        guard let number = number(of: word) else { return }
        words[number].beginsName = beginsName
    }

    private mutating func add(_ word: String, _ cue: Cue, _ value: Int64 = 0) {
        guard let number = number(of: word.utf8) else { return }
        words[number].cue.formUnion(cue)
        if value != 0 { words[number].value = value }
    }

    private mutating func number(of word: some Collection<UInt8>) -> Int? {
        let node = trie.insert(word)
        guard node >= 0 else { return nil }
        if trie.nodes[node].word < 0 {
            words.append(Word())
            trie.setWord(Int32(words.count - 1), at: node)
        }
        return Int(trie.nodes[node].word)
    }

    /// A name of one word is a cue of it; of several, a phrase.
    private mutating func addName(_ name: String, isPlace: Bool) {
        if !name.contains(" ") { return add(name, isPlace ? .place : .organisation) }
        _ = names.add(name)
        add(name.utf8.prefix { PhraseMatcher.kinds[Int($0)] != 0 }, beginsName: true)
        self.isPlace.append(isPlace)
    }
}
