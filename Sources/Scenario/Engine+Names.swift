/// How banks call the parties.
extension Engine {
    func bank(_ party: Party) -> Int { party.index.map { Int(people[$0].bank) } ?? ids.outsideBank(party) }

    mutating func account(_ party: Party) -> String { ids.account(party, bank: bank(party)) }

    mutating func ifsc(_ party: Party) -> String {
        party.index.map { city.branches[Int(people[$0].branch)].ifsc } ?? ids.outsideIFSC(party)
    }

    mutating func vpa(_ party: Party) -> String {
        party.index.map { people[$0].persona == .trader } == true ? ids.shopVPA(party) : ids.vpa(party)
    }
}
