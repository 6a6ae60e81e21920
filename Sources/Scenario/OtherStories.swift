/// FIRs of the same stations that name no stolen transfer: noise for the trail, work for the tagger.
enum OtherStories {
    struct Story: Sendable {
        var name: String
        var sections: [String]
        /// Facet and tag, as in ``Scam/Figures``.
        var tags: [String]
        var texts: [String]
    }

    private static func story(_ name: String, _ sections: [String], _ tags: String, _ texts: [String]) -> Story {
        Story(name: name, sections: sections, tags: tags.split(separator: " ").map(String.init), texts: texts)
    }

    static let all: [Story] = [
        story(
            "account_takeover", ["IT Act 66C"], "crime_type=account_takeover technology_platform=instagram",
            [
                """
                {his} Instagram account was hacked by unknown person after {he} clicked a voting link received from \
                a known profile. The hacker changed the mail id and is posting crypto advertisement from the \
                profile.
                """,
                """
                {he} is unable to log in to {his} Facebook account since yesterday and obscene stories are being \
                uploaded from the same by unknown miscreant.
                """,
            ]),
        story(
            "fake_profile", ["IT Act 66C", "IT Act 66D"],
            """
            crime_type=privacy_violation attack_vector=impersonation technology_platform=facebook \
            impact_outcome=reputation_damage
            """,
            [
                """
                some unknown person opened a fake Facebook profile in {his} name with {his} photograph and is \
                sending friend request and vulgar message to {his} relatives.
                """
            ]),
        story(
            "non_consensual_imagery", ["IT Act 67", "IT Act 67A", "BNS 77"],
            "crime_type=non_consensual_imagery impact_outcome=reputation_damage impact_outcome=emotional_trauma",
            [
                """
                {his} former friend uploaded private photographs on social media without consent and is sending them \
                to family members from the number {phone}.
                """
            ]),
        story(
            "sim_swap_attempt", ["IT Act 66C"], "crime_type=sim_card_fraud attack_vector=sim_swap",
            [
                """
                {his} mobile lost network all of a sudden and on enquiry the operator told that a duplicate SIM was \
                issued at another place on forged documents. No money has been lost so far as the bank account was \
                blocked in time.
                """
            ]),
        story(
            "lost_mobile", ["BNS 303(2)"], "crime_type=not_a_cyber_crime",
            [
                """
                {his} mobile phone was stolen from a crowded bus near {place}. The SIM number is {phone}. {he} \
                apprehends misuse of the UPI application.
                """
            ]),
        story(
            "provocative_post", ["BNS 196", "IT Act 66"],
            "crime_type=provocative_social_media_post technology_platform=facebook",
            [
                """
                a provocative post was uploaded in a local Facebook group which may disturb peace of the locality. \
                Screenshot and URL of the post have been produced.
                """
            ]),
        story(
            "goods_not_delivered", ["BNS 318(4)"],
            "crime_type=failure_to_deliver_purchased_goods technology_platform=instagram",
            [
                """
                {he} ordered garments from an Instagram page after seeing reels and paid in advance, but nothing was \
                delivered and the page has blocked {him}.
                """,
                """
                {he} booked a hotel room at the sea side through a website found on Google and on reaching came to \
                know that no booking existed.
                """,
            ]),
        story(
            "attempted_kyc_fraud", ["BNS 318(4)", "BNS 62"],
            "crime_type=bank_kyc_fraud attack_vector=kyc_pretext victim_approach=cold_call",
            [
                """
                a caller from {phone} claiming to be from the head office of {bank} asked for OTP to update KYC. \
                {he} did not share anything and no amount was lost, but similar calls are coming to many persons of \
                the locality.
                """
            ]),
        story(
            "fake_sim_pos", ["IT Act 66C", "Telecom Act 42(3)(e)"], "crime_type=fake_sim_card_pos",
            [
                """
                during a raid one person was found selling pre-activated SIM cards issued by taking finger prints of \
                customers twice. 41 SIM cards and a biometric device were seized.
                """
            ]),
    ]
}
