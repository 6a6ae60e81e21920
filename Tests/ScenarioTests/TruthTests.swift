import Records
import Testing

@testable import Scenario

@Suite struct TruthTests {
    @Test func everyKindOfTruthIsTold() {
        for world in World.all {
            for kind in ["mule_account", "victim_transfer", "layer_transfer", "cash_out", "scam_post", "fir"] {
                #expect(!world.truths(kind).isEmpty, "\(kind), \(world.name)")
            }
            #expect(world.truths("fir").count == world.firs.count)
        }
    }

    @Test func truthIsAboutRecordsThatExist() {
        for world in World.all {
            let bookings = Dictionary(uniqueKeysWithValues: world.bookings.map { ($0.transactionID, $0) })
            let posts = Set(world.posts.map(\.postID))
            for kind in ["victim_transfer", "layer_transfer", "cash_out"] {
                for truth in world.truths(kind) {
                    let booking = bookings[truth.subject]
                    #expect(booking?.direction == .debit)
                    #expect(booking?.amount == truth.amount)
                    #expect(booking?.bookedAt == truth.at)
                    #expect((kind == "cash_out") == (booking?.isCashWithdrawal ?? false))
                }
            }
            #expect(world.truths("scam_post").allSatisfy { posts.contains($0.subject) })
        }
    }

    @Test func cashIsDrawnAtTerminalsOfTheTable() {
        for world in World.all {
            let terminals = Dictionary(uniqueKeysWithValues: world.terminals.map { ($0.id, $0) })
            for booking in world.bookings where booking.isCashWithdrawal {
                let known = terminals[booking.terminal?.id ?? ""]
                #expect(known?.location == booking.terminal?.location)
                #expect(known?.kind == booking.terminal?.kind)
            }
        }
    }

    /// A crew draws at few places, a ring works from few phones.
    @Test func ringsLeaveTheirMark() {
        for world in World.all {
            let bookings = Dictionary(uniqueKeysWithValues: world.bookings.map { ($0.transactionID, $0) })
            var places: [String: Set<String>] = [:]
            var phones: [String: Set<String>] = [:]
            for truth in world.truths("cash_out") where truth.layer != 0 {
                places[truth.ring ?? "", default: []].insert(bookings[truth.subject]?.terminal?.id ?? "")
            }
            for truth in world.truths("layer_transfer") {
                phones[truth.ring ?? "", default: []].insert(bookings[truth.subject]?.device?.id ?? "")
            }
            #expect(places.values.allSatisfy { (1...6).contains($0.count) })
            #expect(phones.values.allSatisfy { (1...3).contains($0.count) })
        }
    }

    @Test func stolenMoneyMovesOnWithinMinutes() {
        var waits: [Int64] = []
        for world in World.all {
            var arrived: [String: Int64] = [:]
            let bookings = Dictionary(uniqueKeysWithValues: world.bookings.map { ($0.transactionID, $0) })
            for kind in ["victim_transfer", "layer_transfer"] {
                for truth in world.truths(kind) {
                    guard let booking = bookings[truth.subject] else { continue }
                    if kind == "layer_transfer", let since = arrived["\(truth.caseID ?? "") \(booking.account)"] {
                        waits.append(truth.at.time.milliseconds - since)
                    }
                    let payee = booking.counterparty?.account ?? ""
                    arrived["\(truth.caseID ?? "") \(payee)", default: 0] = truth.at.time.milliseconds
                }
            }
        }
        let quick = waits.filter { $0 > 0 && $0 < 60 * 60_000 }
        #expect(quick.count > waits.filter { $0 > 0 }.count / 2)
    }

    @Test func firsAreNumberedInTheOrderOfTheirStation() {
        for world in World.all {
            var last: [String: Int] = [:]
            for fir in world.firs {
                let number = Int(fir.firNo.prefix { $0 != "/" }) ?? 0
                #expect(number > last[fir.policeStation, default: 0], "\(fir.firID), \(world.name)")
                last[fir.policeStation] = number
                #expect(fir.firID.hasSuffix(Text.padded(UInt64(number), 6)))
            }
            #expect(Set(world.firs.map(\.firID)).count == world.firs.count)
        }
    }

    @Test func gistsAreFilledAndDiffer() {
        for world in World.all {
            let gists = world.firs.map(\.gist)
            #expect(gists.allSatisfy { !$0.contains("{") && !$0.contains("}") && $0.count > 120 })
            #expect(Set(gists).count == gists.count)
            for post in world.posts {
                #expect(!post.text.contains("{") && !post.text.contains("}"))
                #expect(post.urls.allSatisfy { post.text.contains($0) })
            }
        }
    }

    /// Every text of every table can be filled: no slot is misspelt.
    @Test func everySlotIsKnown() {
        var draw = Draw(seed: 5, .gist)
        let facts = GistFacts(
            draw: &draw, age: 40, occupation: "housewife", place: "Behala", station: "Behala PS", startedAt: 0,
            phone: "+919876543210", vpa: "a@upi", account: "12345678901", ifsc: "SBIN0900001", bank: "Bank", paid: [])
        var writer = GistWriter(draw: draw, noise: 0)
        for scam in Scam.allCases {
            for story in scam.stories {
                let filled = Template.fill(story) { facts.text($0) ?? "UNKNOWN" }
                #expect(!filled.contains("UNKNOWN"), "\(story)")
            }
            for _ in 0..<40 { #expect(!writer.gist(of: scam, facts).contains("  ")) }
        }
        for text in OtherStories.all.flatMap(\.texts) {
            #expect(!Template.fill(text) { facts.text($0) ?? "UNKNOWN" }.contains("UNKNOWN"))
        }
    }
}
