import Records
import Testing

@testable import Scenario

@Suite struct IdentifierTests {
    @Test func transactionIDsAreUnique() {
        for world in World.all {
            let ids = world.bookings.map(\.transactionID)
            #expect(Set(ids).count == ids.count, "\(world.name)")
            #expect(Set(world.posts.map(\.postID)).count == world.posts.count)
        }
    }

    @Test func bookingsAreWellFormed() {
        for booking in World.all.flatMap(\.bookings) {
            #expect(booking.account.consists(of: .digits, count: 11...16))
            #expect(isIFSC(booking.homeIFSC ?? ""))
            #expect(
                (booking.rrn != nil) != (booking.utr != nil) || booking.channel == .branch || booking.channel == .cheque
            )
            if let rrn = booking.rrn { #expect(rrn.consists(of: .digits, count: 12...12)) }
            if let utr = booking.utr { #expect(utr.count == 18 || utr.count == 22) }
            if let other = booking.counterparty {
                if let account = other.account { #expect(account.consists(of: .digits, count: 11...16)) }
                if let ifsc = other.ifsc { #expect(isIFSC(ifsc)) }
                if let vpa = other.vpa { #expect(isVPA(vpa)) }
            }
            if let ip = booking.device?.ip {
                let parts = ip.split(separator: ".").compactMap { Int($0) }
                #expect(parts.count == 4 && parts.allSatisfy { (0...255).contains($0) })
            }
            if let id = booking.device?.id { #expect(id.consists(of: "0123456789abcdef", count: 10...10)) }
        }
    }

    private func isIFSC(_ text: String) -> Bool {
        let bytes = Array(text)
        return bytes.count == 11 && String(bytes[..<4]).consists(of: .capitals, count: 4...4) && bytes[4] == "0"
            && String(bytes[5...]).consists(of: .capitals + .digits, count: 6...6)
    }

    private func isVPA(_ text: String) -> Bool {
        let parts = text.split(separator: "@")
        return parts.count == 2 && Names.handles.contains(String(parts[1]))
            && String(parts[0]).consists(of: "abcdefghijklmnopqrstuvwxyz." + .digits, count: 5...40)
    }

    @Test func accountsAndVPAsBelongToOneParty() {
        var names = Identifiers(seed: 3)
        var accounts = Set<String>()
        var vpas = Set<String>()
        let parties = (0..<4_000).map(Party.resident) + (0..<4_000).map(Party.outside)
        for party in parties {
            for bank in Bank.all.indices { accounts.insert(names.account(party, bank: bank)) }
            vpas.insert(names.vpa(party))
        }
        #expect(accounts.count == parties.count * Bank.all.count)
        #expect(vpas.count == parties.count)
    }

    @Test func branchesHaveTheirOwnIFSC() {
        for world in World.all {
            let branches = world.stream.city.branches
            #expect(Set(branches.map(\.ifsc)).count == branches.count)
        }
    }

    @Test func phonesAreIndian() {
        var draw = Draw(seed: 2, .name)
        for _ in 0..<200 {
            let phone = Identifiers.phone(&draw)
            #expect(phone.hasPrefix("+91") && String(phone.dropFirst(3)).consists(of: .digits, count: 10...10))
            #expect("6789".contains(phone.dropFirst(3).first ?? "0"))
        }
    }

    @Test func referencesTellTheHour() {
        var names = Identifiers(seed: 1)
        // 2026-03-01T10:15:00+05:30 is the 60th day of the year.
        let reference = names.reference(at: 1_772_340_300_000)
        #expect(names.rrn(reference).hasPrefix("606010"))
    }
}
