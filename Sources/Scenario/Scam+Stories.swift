/// The stories that victims tell, with slots of ``GistFacts``.
extension Scam {
    var stories: [String] {
        switch self {
        case .digitalArrest: Self.arrests
        case .kyc: Self.kycs
        case .customerCare: Self.careLines
        case .cardOTP: Self.cards
        case .taskJob: Self.tasks
        case .investment: Self.investments
        case .loanApp: Self.loans
        case .qrCode: Self.codes
        case .aeps: Self.thumbs
        case .electricity: Self.bills
        case .lottery: Self.lotteries
        case .friend: Self.friends
        case .sextortion: Self.videos
        case .romance: Self.romances
        }
    }

    private static let arrests = [
        """
        {he} received a call from {phone}, the caller stating to be from {company} told that a parcel in {his} name \
        containing passports and MDMA was seized at the airport. The call was then connected by Skype to a person in \
        police uniform who claimed to be an officer of {agency}, showed a fake arrest warrant and kept {him} under \
        digital arrest on video call for two days, not allowing {him} to speak to family members. {he} was told to \
        deposit all savings in an RBI verification account or else {he} would be jailed.
        """,
        """
        some persons posing as officers of {agency} made video call from {phone} and told {him} that {his} Aadhaar \
        was used in a money laundering case. {he} was forced to stay in front of the camera in a closed room and was \
        threatened that police would come to {his} residence. On the plea of fund verification by the court {he} was \
        made to send money, which would be returned after the enquiry.
        """,
        """
        {he} got a WhatsApp video call where a man sitting in a set up looking like a police station said that {his} \
        mobile number would be disconnected as obscene messages were sent from it and a case was registered. {he} \
        was instructed not to leave the house or cut the call till clearance was given by {agency}, and to pay a \
        refundable security amount.
        """,
    ]
    private static let kycs = [
        """
        {he} received a message that {his} {bank} account would be blocked today as KYC was not updated. {he} \
        clicked the link {url} and put {his} user id, password and OTP, believing it to be the site of the bank.
        """,
        """
        one unknown person called from {phone} introducing himself as manager of {bank} and told that {his} KYC and \
        PAN were to be updated, otherwise the account would be frozen. In the course of the call {he} shared the OTP \
        which came to {his} mobile.
        """,
        """
        an APK file named {bank} KYC.apk came on WhatsApp from {phone}. As soon as {he} installed the file {his} \
        phone was hacked and SMS were forwarded to some other number.
        """,
    ]
    private static let careLines = [
        """
        {he} searched the customer care number of an online shop on Google for refund of a cancelled order and \
        dialled {phone}. The person who picked up the call asked {him} to install {app} for the refund and thus took \
        control of {his} mobile screen.
        """,
        """
        {he} had a problem with FASTag recharge and found the number {phone} on the internet as customer care. The \
        fake executive sent a form on WhatsApp, took the card details and UPI PIN through {app} application.
        """,
        """
        to get the phone number of a courier office {he} searched in Google. The fraudster at {phone} asked {him} to \
        pay Rs. 5/- through a link {url} as registration charge, after which money went out of the account without \
        consent.
        """,
    ]
    private static let cards = [
        """
        a lady called from {phone} as representative of the credit card department of {bank} and offered to increase \
        the limit and redeem reward points. {he} shared the card number, CVV and OTP with the caller.
        """,
        """
        {he} received a call that {his} credit card protection plan of {bank} would be charged annually, and to \
        cancel the same {he} disclosed the OTP received in {his} mobile to the caller {phone}.
        """,
    ]
    private static let tasks = [
        """
        {he} received a WhatsApp message from {phone} offering part time work from home, where {he} had to like \
        YouTube videos and give Google reviews for Rs 50 each. {he} was added to Telegram group {group} and earned \
        small money at first. Then {he} was told to do prepaid merchant tasks to get high commission and to pay more \
        and more to unlock the earlier amount.
        """,
        """
        an HR of a recruitment agency contacted {him} on Telegram for a data rating job. {he} registered on {url} \
        and was given tasks. In the beginning {he} received Rs 900 as profit, later a negative balance was shown in \
        the portal and {he} was pressed to clear it by depositing money.
        """,
    ]
    private static let investments = [
        """
        {he} saw an advertisement on Facebook about share trading and joined WhatsApp group {group}, where a so \
        called professor gave tips. {he} installed the app {tradeapp} and invested for IPO and block trades. The app \
        showed a huge profit but when {he} wanted to withdraw {he} was asked to pay 20% tax.
        """,
        """
        on Instagram {he} came in contact with a trader who promised to double the money in 30 days through \
        {tradeapp}. Screenshots of profit of other members were shown. {he} made investment on several dates and \
        could not withdraw anything.
        """,
        """
        one unknown person through Telegram group {group} induced {him} to do crypto and forex investment on {url} \
        assuring 3% daily return.
        """,
    ]
    private static let loans = [
        """
        {he} downloaded the loan application {loanapp} and took a loan of Rs. 3,000/-. Within six days agents \
        started calling from {phone} and other numbers for repayment of many times the amount, accessed {his} \
        contact list and gallery and threatened to send morphed obscene photos to relatives.
        """,
        """
        {he} applied for a personal loan on seeing an advertisement of {loanapp}. Processing fee, GST, insurance and \
        file charge were demanded one after another by a caller of {phone} but no loan was disbursed.
        """,
    ]
    private static let codes = [
        """
        {he} posted a sofa for sale on {online}. A person calling himself an army jawan posted at Jaisalmer \
        contacted {him} from {phone}, agreed to the price without bargaining and sent a QR code saying that on \
        scanning it money would be received. As soon as {he} scanned the code and entered the UPI PIN money was \
        deducted.
        """,
        """
        {he} gave an advertisement on {online} to let out {his} flat. The caller from {phone}, stating to be a CISF \
        officer, wanted to pay advance rent through QR code and told {him} to scan and enter PIN to receive the \
        money.
        """,
    ]
    private static let thumbs = [
        """
        cash was withdrawn from {his} account by use of {his} Aadhaar number and cloned finger print at some \
        customer service point unknown to {him}. {he} had put {his} thumb impression at a registry office some days \
        ago.
        """,
        """
        one person came to {his} house in the name of PM Kisan verification, took Aadhaar card copy and thumb \
        impression on a small machine twice saying the first time failed.
        """,
    ]
    private static let bills = [
        """
        {he} got a message from {phone} that the electricity connection would be cut at 9.30 pm tonight because the \
        previous month bill was not updated, and to contact the electricity officer. On contact the person made \
        {him} install {app} and pay Rs 10 through {url}.
        """,
        """
        a person pretending to be of the electricity office called from {phone} in the evening and threatened to \
        disconnect the line. In a hurry {he} downloaded {app} as told and the mobile banking was operated by the \
        accused.
        """,
    ]
    private static let lotteries = [
        """
        {he} received a WhatsApp audio and a certificate from {phone} that {he} won a lottery of 25 lakh in the KBC \
        lucky draw. For the prize {he} was asked to deposit GST and bank charge several times.
        """,
        """
        {he} received a scratch card by post in the name of an online shop and on scratching won a car. The number \
        {phone} given therein asked for registration fee, RTO charge and insurance.
        """,
    ]
    private static let friends = [
        """
        {he} received message in Facebook Messenger from the profile of a friend asking for urgent money for \
        hospital treatment. Believing it to be genuine {he} sent the money. Later the friend told that the profile \
        was hacked.
        """,
        """
        an unknown number {phone} with the display picture of {his} senior officer sent WhatsApp message that he was \
        in a meeting and needed money urgently. {he} complied without verification.
        """,
    ]
    private static let videos = [
        """
        {he} accepted a friend request of an unknown girl on Facebook. During a WhatsApp video call from {phone} a \
        nude woman appeared and the call was recorded. The accused threatened to make the video viral among {his} \
        friends and relatives unless money was paid. Another person posing as a cyber police officer called and \
        demanded money to delete the video from YouTube.
        """,
        """
        {he} chatted with a stranger on a dating application and got a video call at night. Screen recording with \
        obscene content was used for blackmailing and {he}, out of fear of reputation, paid again and again.
        """,
    ]
    private static let romances = [
        """
        {he} got acquainted on a matrimonial site with a person stating to be a doctor in UK. After some weeks the \
        person said that a gift parcel with gold and pounds was held by customs at Delhi airport. A lady calling as \
        customs officer from {phone} demanded duty, anti terrorism certificate and conversion charge.
        """,
        """
        {he} developed friendship over Instagram with a foreign national. The person, on the pretext of coming to \
        India and being detained at the airport with a demand draft, made {him} pay penalties.
        """,
    ]
}
