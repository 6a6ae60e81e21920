import Records
import StageKit
import Tagging
import Testing

@Suite struct TaggerStageTests {
    private func fir(_ gist: String, id: String = "WB/1/2026") -> FIR {
        FIR(
            firID: id, state: "West Bengal", district: "Kolkata", policeStation: "Cyber PS", firNo: "1/2026",
            registeredAt: ZonedTime(time: EventTime(milliseconds: 1_772_323_200_000), zoneOffsetMinutes: 330),
            gist: gist,
            lossAmount: MinorUnits(125_000_00), complainant: .init(age: 70),
            transactions: [
                .init(
                    rrn: "612345678901", amount: MinorUnits(125_000_00), fromAccount: "111111111111",
                    toAccount: "222222222222")
            ])
    }

    private func run(_ firs: [FIR]) throws -> [Effects.Emission] {
        let stage = TaggerStage()
        var state = stage.makeState(cacheEntries: 10)
        var effects = Effects()
        let tables = stage.makeTables()
        for (offset, fir) in firs.enumerated() {
            _ = effects.beginRecord()
            try stage.step(
                Envelope(
                    record: .fir(fir), topic: .policeFIRs,
                    source: SourceRef(topic: "police.firs.v1", partition: Partition(0), offset: Offset(Int64(offset))),
                    eventTime: fir.registeredAt.time), state: &state, tables: tables, effects: &effects)
        }
        return effects.emissions
    }

    @Test func aCaseIsTaggedAndItsSubjectsNamed() throws {
        let emissions = try run([
            fir("A person posing as a CBI officer called and said a parcel had drugs; he sent money to fraud@ybl.")
        ])
        guard case .taggedFIR(let tagged)? = emissions.first?.record else {
            Issue.record("no tagged case")
            return
        }
        #expect(tagged.tags.contains { $0.tag == "digital_arrest" })
        #expect(tagged.tags.contains { $0.tag == "elderly" })
        #expect(tagged.verdict.score > 0.5)
        let subjects = emissions.compactMap { emission -> CaseSubject? in
            if case .caseSubject(let subject) = emission.record { return subject }
            return nil
        }
        #expect(subjects.map(\.subject) == ["222222222222", "111111111111", "fraud@ybl"])
        #expect(subjects.first?.amount == MinorUnits(125_000_00))
    }

    @Test func anUnknownCrimeIsAskedAbout() throws {
        let emissions = try run([fir("He is unhappy with the neighbour's music.")])
        #expect(emissions.contains { $0.topic == .reviewFIRs })
    }

    @Test func theSameCaseTwiceSaysNothingNew() throws {
        let one = try run([fir("He shared the OTP.")])
        let two = try run([fir("He shared the OTP."), fir("He shared the OTP.")])
        #expect(one.count == two.count)
        let changed = try run([fir("He shared the OTP."), fir("He shared the OTP and the PIN.")])
        #expect(changed.count > one.count)
    }
}
