/// Writes an FIR's gist as Indian police writers do: an opening, the story, where the money went, a closing.
struct GistWriter {
    private var draw: Draw
    /// Chance that a word with a known slip is written with it.
    private let noise: Double

    init(draw: Draw, noise: Double) {
        self.draw = draw
        self.noise = noise
    }

    mutating func gist(of scam: Scam, _ facts: GistFacts) -> String {
        let payment = scam == .aeps ? Self.aepsPayments : Self.payments
        return write(
            [draw.pick(Self.openings), draw.pick(scam.stories), draw.pick(payment), draw.pick(Self.closings)], facts)
    }

    mutating func gist(of story: OtherStories.Story, _ facts: GistFacts) -> String {
        write([draw.pick(Self.openings), draw.pick(story.texts), draw.pick(Self.shortClosings)], facts)
    }

    /// A given story, between an opening and a closing when it `isFormal`.
    mutating func gist(telling story: String, _ facts: GistFacts, isPaid: Bool, isFormal: Bool) -> String {
        var parts = [story]
        if isPaid { parts.append(draw.pick(Self.payments)) }
        if isFormal {
            parts = [draw.pick(Self.openings)] + parts + [draw.pick(isPaid ? Self.closings : Self.shortClosings)]
        }
        return write(parts, facts)
    }

    private mutating func write(_ parts: [String], _ facts: GistFacts) -> String {
        let text = Template.fill(parts.joined(separator: " ")) { facts.text($0) }
        return misspell(text)
    }

    private mutating func misspell(_ text: String) -> String {
        guard noise > 0 else { return text }
        return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            guard let slip = Self.slips.first(where: { $0.right == word }), draw.chance(noise) else {
                return String(word)
            }
            return draw.pick(slip.wrong)
        }.joined(separator: " ")
    }

    private static let openings = [
        """
        The fact of the case in brief is that on {date} the complainant {title} {name} {relation} of {place}, aged \
        about {age} yrs, {occupation} by profession, lodged a written complaint at {station} to the effect that
        """,
        """
        On receipt of a written complaint from {title} {name} {relation}, resident of {place}, it is learnt that on \
        {date} at about {time} hrs
        """,
        "Complainant {name} (aged {age} years, {occupation}), r/o {place}, states that on {date} around {time} hrs",
        """
        Brief fact: {title} {name} of {place} under {station} reported through NCRP portal and thereafter in person \
        that on {date}
        """,
        """
        It has been alleged by the complainant {title} {name}, {occupation}, that on {date} at {time} hrs while {he} \
        was at {his} residence at {place}
        """,
    ]

    private static let payments = [
        "Accordingly the complainant transferred total {total} in {times} transaction(s) i.e. {list}.",
        """
        Being induced {he} paid {first} at first and in this way a total sum of {total} was transferred from {his} \
        {bank} account to the UPI id {upi} and other accounts ({list}).
        """,
        """
        The amount of {total} was debited from the {bank} account of the complainant: {list}. Beneficiary account \
        number {account}, IFSC {ifsc}.
        """,
        "Money trail as per bank statement: {list}. Total loss is {total}.",
        "{he} sent the money by UPI and IMPS to {upi} (RRN {rrn}) and lost {total} altogether.",
    ]

    private static let aepsPayments = [
        """
        On enquiry at {bank} branch it came to light that {times} cash withdrawal(s) were made through AEPS without \
        {his} knowledge: {list}. Total loss {total}.
        """,
        """
        SMS of debit was received for {list}, total {total}, though {he} never gave any thumb impression or OTP to \
        anybody.
        """,
    ]

    private static let closings = [
        "Thereafter the accused person switched off the phone. Hence this case.",
        """
        When the complainant asked for refund the said number {phone} was found not reachable. The complainant \
        immediately called 1930. Hence the case against unknown miscreant.
        """,
        """
        Realising that {he} was cheated the complainant received no response any more and prayed for legal action \
        and refund of the amount.
        """,
        "Case started against unknown person(s) and endorsed to SI of {station} for investigation.",
        "Complaint was also lodged with the bank and on 1930 helpline. Prayer for freezing of the beneficiary account.",
    ]

    private static let shortClosings = [
        "Hence this case against unknown person.", "The complainant prayed for necessary legal action.",
        "Case endorsed to SI of {station} for investigation.",
    ]

    private static let slips: [(right: String, wrong: [String])] = [
        ("received", ["recieved", "recd."]), ("complainant", ["complaintant", "complt."]),
        ("Complainant", ["Complaintant", "Compl."]), ("transferred", ["transfered", "tranferred"]),
        ("immediately", ["immediatly"]), ("amount", ["amt", "ammount"]), ("account", ["a/c", "accout"]),
        ("WhatsApp", ["whatsapp", "Whats app", "watsapp"]), ("cheated", ["cheeted"]), ("unknown", ["unkown"]),
        ("person", ["persn"]), ("number", ["no.", "nos"]), ("transaction(s)", ["txn", "transection"]),
        ("through", ["thru", "throgh"]), ("residence", ["residance"]), ("investment", ["invesment"]),
        ("message", ["msg"]), ("withdrawal(s)", ["withdrawl"]), ("legal", ["leagal"]), ("beneficiary", ["benificiary"]),
        ("which", ["wich"]), ("police", ["Police"]), ("received.", ["recieved."]), ("believing", ["beliving"]),
    ]
}

/// Fills `{slots}`, with a capital at the start of a sentence.
enum Template {
    /// A slot that `value` does not know stays empty.
    static func fill(_ template: String, _ value: (String) -> String?) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let text = value(String(rest[rest.index(after: open)..<close])) ?? ""
            result += result.hasSuffix(". ") ? text.prefix(1).uppercased() + text.dropFirst() : text
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
