/// A police First Information Report. Input topic `police.firs.v1`, keyed by the FIR id.
public struct FIR: Sendable, Equatable {
    public struct Complainant: Sendable, Equatable {
        public var age: Int?
        public var occupation: String?
        public init(age: Int? = nil, occupation: String? = nil) {
            self.age = age
            self.occupation = occupation
        }
    }

    /// A transfer that the victim names.
    public struct Transfer: Sendable, Equatable {
        public var rrn: String?
        public var amount: MinorUnits
        public var fromAccount: String?
        public var toAccount: String?
        public var toIFSC: String?
        public var at: ZonedTime?
        public init(
            rrn: String? = nil, amount: MinorUnits, fromAccount: String? = nil, toAccount: String? = nil,
            toIFSC: String? = nil, at: ZonedTime? = nil
        ) {
            self.rrn = rrn
            self.amount = amount
            self.fromAccount = fromAccount
            self.toAccount = toAccount
            self.toIFSC = toIFSC
            self.at = at
        }
    }

    public var firID: String
    public var state: String
    public var district: String
    public var policeStation: String
    public var firNo: String
    public var registeredAt: ZonedTime
    public var sections: [String]
    /// What happened, in the police writer's words: the text the tagger reads.
    public var gist: String
    public var lossAmount: MinorUnits?
    public var complainant: Complainant?
    public var transactions: [Transfer]

    public init(
        firID: String, state: String, district: String, policeStation: String, firNo: String,
        registeredAt: ZonedTime, sections: [String] = [], gist: String, lossAmount: MinorUnits? = nil,
        complainant: Complainant? = nil, transactions: [Transfer] = []
    ) {
        self.firID = firID
        self.state = state
        self.district = district
        self.policeStation = policeStation
        self.firNo = firNo
        self.registeredAt = registeredAt
        self.sections = sections
        self.gist = gist
        self.lossAmount = lossAmount
        self.complainant = complainant
        self.transactions = transactions
    }
}
