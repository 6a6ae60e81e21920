import Records

/// Writes posts: swindlers' offers, and what everybody else talks about.
struct PostWriter {
    var draw: Draw

    private static let platforms: [(name: String, prefix: String)] = [
        ("x", "x"), ("facebook", "fb"), ("whatsapp", "wa"), ("telegram", "tg"), ("instagram", "ig"),
    ]

    mutating func benign(number: Int, place: String, at time: ZonedTime) -> SocialPost {
        let line = draw.pick(PostTexts.benign)
        let platform = Self.platforms[min(draw.below(5), draw.below(5))]
        let text = Template.fill(line.text) { slot($0, vpa: "", phone: "", place: place) }
        return post(number, platform, text, line.lang, urls: [], at: time)
    }

    /// The post and the scam it belongs to.
    mutating func scam(number: Int, vpa: String, phone: String, at time: ZonedTime) -> (SocialPost, String) {
        let line = draw.pick(PostTexts.scams)
        let platform = draw.chance(0.45) ? Self.platforms[3] : Self.platforms[draw.below(5)]
        let url = Template.fill(draw.pick(PostTexts.urls)) { _ in String(draw.within(100...999)) }
        let text = Template.fill(line.text) { key in
            key == "url" ? url : slot(key, vpa: vpa, phone: phone, place: "")
        }
        let made = post(number, platform, text, line.lang, urls: line.text.contains("{url}") ? [url] : [], at: time)
        return (made, line.scam)
    }

    private mutating func slot(_ key: String, vpa: String, phone: String, place: String) -> String? {
        switch key {
        case "upi": vpa
        case "phone": draw.chance(0.5) ? phone : String(phone.dropFirst(3))
        case "place": place
        case "bank": draw.pick(Bank.all).name
        case "name": draw.pick(draw.chance(0.5) ? Names.men : Names.women)
        case "amount": String(draw.within(2...98) * 500)
        case "small": String(draw.within(2...30) * 50)
        case "number": String(draw.within(2...60))
        default: nil
        }
    }

    private mutating func post(
        _ number: Int, _ platform: (name: String, prefix: String), _ text: String, _ lang: String, urls: [String],
        at time: ZonedTime
    ) -> SocialPost {
        // A number that differs for every post, and does not look counted.
        let mark = UInt64(number) &* 2_654_435_761 % 10_000_000_000
        let given = draw.pick(draw.chance(0.5) ? Names.men : Names.women)
        let author = String(decoding: given.utf8.map { $0 | 0x20 }, as: UTF8.self) + "_\(draw.within(10...9_999))"
        let media = draw.chance(0.12) ? ["https://media.example/\(platform.prefix)/\(mark).jpg"] : []
        return SocialPost(
            postID: platform.prefix + "-" + Text.padded(mark, 10), platform: platform.name, author: author, text: text,
            lang: lang, postedAt: time, urls: urls, media: media)
    }
}
