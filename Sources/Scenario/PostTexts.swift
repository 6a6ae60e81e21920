/// What is posted, with slots of ``PostWriter``. `hi-Latn` is Hindi in Latin letters.
enum PostTexts {
    struct ScamLine: Sendable {
        var scam: String
        var lang: String
        var text: String
    }

    struct Line: Sendable {
        var lang: String
        var text: String
    }

    static let urls = [
        "https://bonus-{n}.example/join", "http://kyc-help{n}.example/verify", "https://t.me/dailyearn{n}",
        "http://refund-desk{n}.example/form", "https://trade-vip{n}.example/app.apk",
    ]

    private static func scam(_ name: String, _ text: String, _ lang: String = "en") -> ScamLine {
        ScamLine(scam: name, lang: lang, text: text)
    }

    static let scams: [ScamLine] = [
        scam(
            "task_based_fraud",
            """
            Work from home!! Like videos and earn Rs {amount} daily. No experience needed. Registration fee Rs \
            {small} refundable. WhatsApp {phone} {url}
            """
        ),
        scam(
            "task_based_fraud",
            """
            Ghar baithe roz {amount} rupaye kamao. Bas hotel ko 5 star rating dena hai. Pehle {small} deposit karo \
            {upi} par, double milega. Join {url}
            """,
            "hi-Latn"),
        scam(
            "task_based_fraud",
            """
            URGENT HIRING part time telegram job. Simple prepaid task, commission 30% same day. Only {number} seats \
            left!! Contact HR {name} {phone}
            """
        ),
        scam(
            "investment_scam",
            """
            My student made Rs {amount} profit in one day with our VIP signals. 100% guaranteed return, money \
            doubled in 15 days. Join before group closes {url}
            """
        ),
        scam(
            "investment_scam",
            """
            Sure shot IPO allotment through institutional account. Min invest {amount}. Pay to {upi} and send \
            screenshot. No risk, SEBI registered expert {name} sir.
            """
        ),
        scam(
            "investment_scam",
            "Crypto mining plan: {small} lagao, roz {number}% pakka return. Withdrawal 24x7. Link {url}", "hi-Latn"),
        scam(
            "bank_kyc_fraud",
            """
            Dear customer your {bank} account will be BLOCKED today. Update your KYC/PAN immediately {url} or call \
            {phone}
            """
        ),
        scam(
            "bank_kyc_fraud",
            "Aapka {bank} khata aaj raat band ho jayega. KYC update ke liye turant is number par call kare {phone}",
            "hi-Latn"),
        scam(
            "electricity_bill_fraud",
            """
            Dear consumer your electricity power will be disconnected tonight at 9.30 pm as previous bill not \
            updated. Immediately contact our officer {phone}
            """
        ),
        scam(
            "loan_fraud",
            """
            Instant loan Rs {amount} without documents and without CIBIL, 5 minute approval. Processing fee only \
            {small} on {upi}. Download {url}
            """
        ),
        scam(
            "loan_fraud",
            "Turant loan chahiye? Aadhaar card par {amount} tak ka loan, koi guarantee nahi. Call {phone}", "hi-Latn"),
        scam(
            "customer_service_fraud",
            """
            {bank} customer care 24x7 helpline {phone}. Refund, wrong UPI transfer, failed payment solved in 5 \
            minutes. Keep your card ready.
            """
        ),
        scam(
            "customer_service_fraud",
            """
            @{name} sorry for the inconvenience sir, for refund please fill this form {url} or call our senior \
            executive {phone}
            """
        ),
        scam(
            "lottery_fraud",
            """
            Congratulations!!! Your number won Rs 25,00,000 in the lucky draw. To claim send GST charge {amount} to \
            {upi}. Contact manager {name} {phone}
            """
        ),
        scam(
            "lottery_fraud",
            """
            Mubarak ho! Aapke number par 25 lakh ki lottery lagi hai. Claim karne ke liye WhatsApp kare {phone}, \
            file charge {small}
            """,
            "hi-Latn"),
        scam(
            "qr_code_fraud",
            """
            Army officer transfer sale: Activa only Rs {amount}, fridge {amount}. Advance by UPI {upi}, delivery by \
            army transport. Call {phone}
            """
        ),
        scam(
            "qr_code_fraud",
            """
            I want to buy your item urgently, will pay full now. I send QR code, scan it and enter PIN, money comes \
            in your account. {phone}
            """
        ),
        scam(
            "friend_in_distress",
            """
            Friends this is {name}, my mother is admitted in hospital and my UPI is not working, kindly send \
            {amount} to {upi}, will return tomorrow morning
            """
        ),
        scam("credit_card_otp_fraud", "{bank} reward points worth {amount} expire today! Redeem in cash now {url}"),
        scam(
            "romance_fraud",
            """
            Hello dear, I am doctor in London, my gift parcel for you is at Delhi customs, officer will call from \
            {phone}, please pay clearance {amount}
            """
        ),
        scam(
            "task_based_fraud",
            """
            Need current / saving accounts for gaming fund, daily {number}% commission to account holder, ATM card + \
            sim kit required. DM {phone}
            """
        ),
    ]

    private static func line(_ text: String, _ lang: String = "en") -> Line { Line(lang: lang, text: text) }

    static let benign: [Line] = [
        line("Traffic jam near {place} again, {number} minutes for two kilometres. Avoid if you can."),
        line("Lovely evening walk at {place} with {name}. The lights after the rain are something else."),
        line("Anyone knows a good dentist around {place}? Budget about {amount}."),
        line("What a last over! {number} needed and they did it. Proud of this team."),
        line("Power cut in {place} since morning, bill paid in full, when will it come back? @powersupply"),
        line("Police reminder: never share your OTP or UPI PIN with anyone. If cheated call 1930 at once."),
        line(
            """
            Beware friends, my uncle got a fake KYC call in the name of {bank}. He cut the call. Please tell your \
            parents.
            """
        ),
        line(
            "There is no such thing as digital arrest. No police officer arrests anybody on a video call. Share widely."
        ),
        line("{bank} app is down again, salary credited but cannot see the balance. Anyone else?"),
        line(
            """
            Our school in {place} is hiring a maths teacher, salary {amount}, apply with CV at the office between 10 \
            and 4.
            """
        ),
        line("Selling my bicycle, hardly used, Rs {amount}, see it in person at {place}, cash only."),
        line("Happy birthday {name}! Party tonight, bring nothing but appetite."),
        line("Finished my first half marathon in {place}. Legs gone, heart full."),
        line("Union office circular: bonus of Rs {amount} will be credited with this month's salary."),
        line("New biryani place at {place} is worth the queue. Plate for {small}."),
        line("Paid Rs {small} for parking for twenty minutes. Daylight robbery, legally."),
        line("Lost a brown wallet near {place} station, contains ID card. Reward for the finder."),
        line("Book fair till Sunday. Spent {amount} and regret nothing."),
        line(
            """
            Reading about compounding: {amount} a month for {number} years. Start early, expect no miracles, markets \
            carry risk.
            """
        ),
        line("My refund of {amount} came in five days, good service for once."),
        line("Power of community: {number} people donated blood at {place} today."),
        line("Rain, chai and old songs."),
        line("Aaj {place} me bahut bheed thi, market jaane ka socho bhi mat.", "hi-Latn"),
        line("Kal ka match dekha kya? {name} ne to kamaal kar diya!", "hi-Latn"),
        line("Bijli chali gayi phir se, {number} ghante ho gaye. Koi sunta hi nahi.", "hi-Latn"),
        line("Mummy ke haath ka khana, duniya me kahi nahi milta.", "hi-Latn"),
        line("{bank} ke naam se fake call aa raha hai, OTP mat batana kisi ko.", "hi-Latn"),
        line("Naya phone liya {amount} me, camera mast hai.", "hi-Latn"),
        line("Shaadi ka season shuru, {number} invitation aa chuke hai.", "hi-Latn"),
        line("Bhai kal office ke baad {place} par milte hai, chai meri taraf se.", "hi-Latn"),
        line("Exam ke result aa gaye, {name} pass ho gaya! Mithai kab?", "hi-Latn"),
        line("Metro card recharge {small} kiya aur gate hi nahi khula.", "hi-Latn"),
        line("Tender notice: supply of {number} computers to the municipal school, last date as on the website."),
        line("Walk-in interview at City Hospital, staff nurse, no fee is charged at any stage."),
        line("Sunset from the terrace, no filter."),
        line("Customer care kept me on hold for {number} minutes and then cut the line. Brilliant."),
    ]
}
