import Records

/// What the police and the public write.
extension Engine {
    /// A victim's FIR.
    mutating func report(theft index: Int, at time: Int64) {
        let theft = thefts[index]
        let paid = progress[index].paid
        guard let firID = theft.firID, !paid.isEmpty else { return }
        progress[index].paid = []
        var draw = Draw(seed: parameters.seed, .gist, index)
        let figures = theft.scam.figures
        let ring = rings[theft.ring]
        let occupation = people[theft.victim].persona.occupation(&draw)
        let beneficiary = Party.resident(theft.collectors[0])
        let facts = GistFacts(
            draw: &draw, age: occupation.age, occupation: occupation.words,
            place: city.localities[Int(people[theft.victim].locality)].name,
            station: city.stations[theft.station].name, startedAt: theft.payments[0].at,
            phone: draw.pick(ring.phones), vpa: vpa(beneficiary), account: account(beneficiary),
            ifsc: ifsc(beneficiary),
            bank: Bank.all[bank(.resident(theft.victim))].name, paid: paid)
        var writer = GistWriter(draw: draw, noise: parameters.spellingNoise)
        let loss = paid.reduce(MinorUnits.zero) { $0 + $1.amount }
        let station = city.stations[theft.station]
        let fir = FIR(
            firID: firID, state: city.plan.state, district: station.district ?? "", policeStation: station.name,
            firNo: theft.firNo, registeredAt: LocalTime.zoned(time), sections: figures.sections,
            gist: writer.gist(of: theft.scam, facts), lossAmount: loss,
            complainant: FIR.Complainant(age: occupation.age, occupation: occupation.words), transactions: paid)
        publish(.fir(fir), to: .policeFIRs, at: time)
        tellFIR(fir, name: figures.name, tags: figures.tags, ring: ring.name, at: time)
    }

    /// An FIR without a trail of money.
    mutating func reportOther(_ index: Int, at time: Int64) {
        let other = register.others[index]
        let station = city.stations[other.station]
        var draw = Draw(seed: parameters.seed &+ 1, .gist, index)
        let persona = Persona.allCases[draw.weighted(Persona.cumulativeShares)]
        let occupation = persona.occupation(&draw)
        let facts = GistFacts(
            draw: &draw, age: occupation.age, occupation: occupation.words,
            place: city.localities[city.drawLocality(&draw)].name, station: station.name,
            startedAt: time - Int64(draw.within(3...200)) * LocalTime.hour, phone: Identifiers.phone(&draw),
            vpa: ids.vpa(.outside(800_000 + index)), account: account(.outside(800_000 + index)),
            ifsc: ids.outsideIFSC(.outside(800_000 + index)), bank: draw.pick(Bank.all).name, paid: [])
        let story = draw.pick(OtherStories.all)
        var writer = GistWriter(draw: draw, noise: parameters.spellingNoise)
        let year = LocalTime.date(ofDay: LocalTime.dayNumber(time)).year
        let fir = FIR(
            firID: register.firID(station: other.station, number: other.number, year: year), state: city.plan.state,
            district: station.district ?? "", policeStation: station.name, firNo: "\(other.number)/\(year)",
            registeredAt: LocalTime.zoned(time), sections: story.sections, gist: writer.gist(of: story, facts),
            complainant: FIR.Complainant(age: occupation.age, occupation: occupation.words))
        publish(.fir(fir), to: .policeFIRs, at: time)
        tellFIR(fir, name: story.name, tags: story.tags, ring: nil, at: time)
    }

    private mutating func tellFIR(_ fir: FIR, name: String, tags: [String], ring: String?, at time: Int64) {
        let truth = GroundTruth(
            subject: fir.firID, kind: "fir", ring: ring, caseID: fir.firID, amount: fir.lossAmount,
            at: fir.registeredAt, detail: (["scam=" + name] + tags).joined(separator: " "))
        publish(.groundTruth(truth), to: .scenarioTruth, at: time)
    }

    // MARK: Posts

    mutating func planPost(_ kind: EventQueue.Kind, after time: Int64) {
        if kind == .benignPost, parameters.benignPostsPerDay > 0 {
            later(kind, 0, at: Rhythm.next(after: time, rate: parameters.benignPostsPerDay, shift: 1, &postDraw))
        }
        if kind == .scamPost, parameters.scamPostsPerDay > 0, !rings.isEmpty {
            later(kind, 0, at: Rhythm.next(after: time, rate: parameters.scamPostsPerDay, shift: 0, &scamPostDraw))
        }
    }

    mutating func postBenign(at time: Int64) {
        let place = city.localities[city.drawLocality(&postDraw)].name
        var writer = PostWriter(draw: postDraw)
        let post = writer.benign(number: nextPost(), place: place, at: LocalTime.zoned(time))
        postDraw = writer.draw
        publish(.socialPost(post), to: .socialPosts, at: time)
        planPost(.benignPost, after: time)
    }

    mutating func postScam(at time: Int64) {
        let ring = rings[scamPostDraw.below(rings.count)]
        let collector = Party.resident(Int(scamPostDraw.pick(ring.layers[0])))
        var writer = PostWriter(draw: scamPostDraw)
        let (post, scam) = writer.scam(
            number: nextPost(), vpa: vpa(collector), phone: writer.draw.pick(ring.phones), at: LocalTime.zoned(time))
        scamPostDraw = writer.draw
        publish(.socialPost(post), to: .socialPosts, at: time)
        let truth = GroundTruth(
            subject: post.postID, kind: "scam_post", ring: ring.name, at: post.postedAt, detail: "scam=" + scam)
        publish(.groundTruth(truth), to: .scenarioTruth, at: time)
        planPost(.scamPost, after: time)
    }

    private mutating func nextPost() -> Int {
        posts += 1
        return posts
    }
}
