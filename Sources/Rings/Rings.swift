/// Features of money-laundering rings, per account, from a stream of transfers.
///
/// An account knows what it saw itself, what the message of a transfer carried, and what its counterparties sent in
/// notices when their standing changed. It never looks at another account's state: each ``AccountRing`` could live in
/// another process, with transfers, receipts and notices as records of topics keyed by account. This type holds many
/// accounts and delivers at once what such topics would deliver.
///
/// Deterministic. Memory is bounded per account by ``RingSettings``; a transfer costs O(contacts), and a change of
/// standing one notice per contact.
public struct Rings: Sendable {
    public let settings: RingSettings
    var accounts: [AccountRing] = []
    var places: [UInt64: Int] = [:]
    private var baseline = AmountBaseline()
    private(set) var firstStep: Int32?
    /// Notices delivered so far, to tell what the topics would carry.
    public private(set) var notices = 0

    public init(settings: RingSettings = RingSettings()) { self.settings = settings }

    public var accountCount: Int { accounts.count }

    /// Takes the next transfer; both of its accounts learn from it. One not above 0 is passed over.
    public mutating func observe(_ transfer: Transfer) {
        guard transfer.amount > 0 else { return }
        if firstStep == nil { firstStep = transfer.step }
        let octave = RingMath.log2(transfer.amount)
        let deviation = baseline.deviation(octave, warmUp: settings.warmUpTransfers)
        let oddity = Oddity(deviation: Float(deviation), isOdd: abs(deviation) >= settings.oddDeviations)
        if !oddity.isOdd { baseline.learn(octave) }

        let source = place(of: transfer.source)
        let target = place(of: transfer.target)
        let carried = accounts[source].pay(transfer, oddity, settings)
        accounts[target].receive(transfer, carried, oddity, settings)
        accounts[target].hear(carried.standing, from: transfer.source)
        accounts[source].hear(accounts[target].standing, from: transfer.target)
        deliver(from: [source, target] + closeTriangles(carried, from: transfer.source, to: target))
    }

    /// - Returns: the places of the third parties.
    private mutating func closeTriangles(_ carried: Carried, from payer: UInt64, to target: Int) -> [Int] {
        guard let contacts = carried.contacts, let source = places[payer], source != target,
            accounts[target].standing.degree <= settings.hubDegree
        else { return [] }
        let closed = ClosedTriangles(
            payer: payer, payerContacts: contacts, payee: accounts[target].account,
            payeeContacts: accounts[target].contacts, hubDegree: settings.hubDegree)
        guard closed.payer.all > 0 else { return [] }
        accounts[source].standing.triangles.add(closed.payer)
        accounts[target].standing.triangles.add(closed.payee)
        return closed.others.compactMap { other in
            guard let place = places[other.account] else { return nil }
            accounts[place].standing.triangles.add(other.gain)
            notices += 1
            return place
        }
    }

    private mutating func place(of account: UInt64) -> Int {
        if let place = places[account] { return place }
        places[account] = accounts.count
        accounts.append(AccountRing(account: account))
        return accounts.count - 1
    }

    /// Hands on the news of `first`, and of those that it changes, for at most ``RingSettings/noticeHopsMax`` rounds.
    private mutating func deliver(from first: [Int]) {
        var speakers = first
        for _ in 0..<settings.noticeHopsMax {
            var next: [Int] = []
            for speaker in speakers {
                let news = accounts[speaker].standing
                guard news.isNews(since: accounts[speaker].told) else { continue }
                accounts[speaker].told = news
                let sender = accounts[speaker].account
                for contact in accounts[speaker].contacts.slots {
                    guard contact.account != sender, let listener = places[contact.account] else { continue }
                    accounts[listener].hear(news, from: sender)
                    notices += 1
                    if accounts[listener].standing.isNews(since: accounts[listener].told) { next.append(listener) }
                }
            }
            if next.isEmpty { return }
            speakers = next
        }
    }
}
