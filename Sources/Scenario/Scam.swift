import Records

/// How victims are robbed.
enum Scam: Int, Sendable, CaseIterable {
    case digitalArrest, kyc, customerCare, cardOTP, taskJob, investment, loanApp, qrCode, aeps, electricity, lottery
    case friend, sextortion, romance

    /// The script in figures.
    struct Figures: Sendable {
        var name: String
        /// How frequent it is among thefts, after the case mix that a police unit published (see decision 0008).
        var weight: Double
        /// How many payments one victim makes.
        var payments: ClosedRange<Int>
        /// Rupees of one payment, the median, and the spread of its logarithm.
        var amount: Double
        var spread: Double
        /// Each payment by this factor larger than the one before.
        var growth: Double
        /// Median minutes between payments, and from the last payment to the police.
        var gapMinutes: Double
        var reportHours: Double
        /// Local hours in which it begins.
        var hours: ClosedRange<Int>
        var victims: [Persona]
        var sections: [String]
        /// What a tagger should find: facet and tag.
        var tags: [String]
    }

    var figures: Figures { Self.table[rawValue] }

    static let cumulativeWeights = Draw.cumulative(table.map(\.weight))

    private static let anyone: [Persona] = [.employee, .student, .pensioner, .homemaker, .labourer, .trader]
    private static let cheating = ["BNS 318(4)", "BNS 319(2)", "IT Act 66C", "IT Act 66D"]
    private static let threats = ["BNS 308(2)", "BNS 351(2)", "IT Act 66D"]

    private static func row(
        _ name: String, _ weight: Double, _ payments: ClosedRange<Int>, _ amount: Double, spread: Double = 0.6,
        growth: Double = 1, gap: Double, report: Double, hours: ClosedRange<Int> = 9...19,
        _ victims: [Persona] = anyone, _ sections: [String] = cheating, tags: String
    ) -> Figures {
        Figures(
            name: name, weight: weight, payments: payments, amount: amount, spread: spread, growth: growth,
            gapMinutes: gap, reportHours: report, hours: hours, victims: victims, sections: sections,
            tags: tags.split(separator: " ").map(String.init))
    }

    private static let table: [Figures] = [
        row(
            "digital_arrest", 4, 2...6, 110_000, spread: 0.7, gap: 45, report: 20, hours: 9...14,
            [.pensioner, .employee, .homemaker, .trader], ["BNS 308(2)", "BNS 204", "BNS 318(4)", "IT Act 66D"],
            tags: """
                crime_type=digital_arrest crime_type=extortion attack_vector=impersonation \
                attack_vector=authority_abuse \
                social_engineering=authority_pressure social_engineering=threat_pressure
                """),
        row(
            "bank_kyc_fraud", 8, 1...4, 22_000, gap: 3, report: 3,
            tags: """
                crime_type=bank_kyc_fraud attack_vector=kyc_pretext victim_approach=cold_call \
                technology_platform=banking_apps
                """),
        row(
            "customer_service_fraud", 14, 1...4, 16_000, gap: 4, report: 2,
            tags: """
                crime_type=customer_service_fraud attack_vector=fake_google_search_results \
                attack_vector=remote_access_app
                """),
        row(
            "credit_card_otp_fraud", 9, 1...3, 24_000, gap: 3, report: 2.5, [.employee, .trader, .pensioner],
            tags: """
                crime_type=credential_theft attack_vector=otp_fraud victim_approach=cold_call \
                technology_platform=credit_card
                """),
        row(
            "task_based_fraud", 8, 4...10, 900, spread: 0.5, growth: 2.1, gap: 420, report: 30, hours: 10...21,
            [.student, .homemaker, .employee],
            tags: """
                crime_type=task_based_fraud crime_type=job_fraud victim_approach=telegram_invite \
                technology_platform=telegram \
                social_engineering=gradual_investment
                """),
        row(
            "investment_scam", 11, 3...8, 32_000, spread: 0.6, growth: 1.4, gap: 1_150, report: 70,
            [.employee, .trader, .pensioner],
            tags: """
                crime_type=investment_scam crime_type=stock_market_scam technology_platform=trading_apps \
                social_engineering=opportunity_fomo
                """),
        row(
            "loan_fraud", 6, 2...6, 4_500, gap: 500, report: 24, [.student, .labourer, .homemaker, .employee], threats,
            tags: """
                crime_type=loan_fraud attack_vector=malicious_app social_engineering=threat_pressure \
                impact_outcome=privacy_breach
                """),
        row(
            "qr_code_fraud", 9, 1...4, 11_000, gap: 2, report: 1.5, hours: 9...21,
            tags: """
                crime_type=financial_fraud attack_vector=qr_code_for_debiting_fraudulently_presented_as_crediting \
                victim_approach=marketplace_listing technology_platform=upi_apps
                """),
        row(
            "AEPS_fraud", 4, 1...3, 8_000, spread: 0.3, gap: 700, report: 9, hours: 10...18,
            [.labourer, .pensioner, .homemaker],
            tags: """
                crime_type=AEPS_fraud attack_vector=unauthorized_access impact_outcome=unauthorized_transactions
                """),
        row(
            "electricity_bill_fraud", 6, 1...3, 19_000, gap: 4, report: 3, hours: 16...21,
            tags: """
                crime_type=customer_service_fraud attack_vector=remote_access_app victim_approach=sms_contact \
                social_engineering=time_pressure
                """),
        row(
            "lottery_fraud", 3, 2...5, 9_000, growth: 1.3, gap: 1_000, report: 40, [.labourer, .homemaker, .pensioner],
            tags: """
                crime_type=financial_fraud attack_vector=impersonation victim_approach=whatsapp_message \
                technology_platform=whatsapp
                """),
        row(
            "friend_in_distress", 5, 1...2, 26_000, gap: 12, report: 2, hours: 8...22,
            tags: """
                crime_type=account_takeover attack_vector=impersonation technology_platform=facebook \
                victim_approach=social_media_friend_request
                """),
        row(
            "sextortion", 7, 1...5, 11_000, gap: 170, report: 22, hours: 20...23, [.student, .employee, .trader],
            threats,
            tags: """
                crime_type=sextortion crime_type=sexual_blackmail social_engineering=threat_pressure \
                impact_outcome=emotional_trauma
                """),
        row(
            "romance_fraud", 3, 2...5, 38_000, gap: 1_700, report: 60, [.employee, .homemaker, .pensioner],
            tags: """
                crime_type=romance_fraud victim_approach=dating_app_match social_engineering=relationship_building
                """),
    ]

    /// The remark on its payments.
    var note: Movement.Note {
        switch self {
        case .digitalArrest, .kyc, .electricity, .cardOTP: .verification
        case .customerCare, .qrCode: .refund
        case .taskJob: .deposit
        case .investment: .invest
        case .loanApp, .lottery, .romance: .fee
        case .friend: .help
        case .sextortion, .aeps: .none
        }
    }
}
