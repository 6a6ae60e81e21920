/// The stories again as complainants write them on their phones: Hindi and Bengali in Latin letters, mixed with English.
///
/// For training texts only; the simulated police write English.
extension Scam {
    var romanisedStories: [String] {
        switch self {
        case .digitalArrest:
            [
                """
                {phone} se phone aaya ki {his} parcel me drugs mile hai, CBI officer ne video call par vardi me baith kar bola \
                ki arrest warrant hai, ghar se bahar mat jao aur kisi ko mat batao. Dar ke maare {he} ne paise bhej diye.
                """,
                """
                {phone} theke video call kore police er poshak pora ek lok bollo {his} name money laundering case ache, \
                call katle arrest korbe. Bhoy peye {he} RBI verification account e taka pathiyechen.
                """,
            ]
        case .kyc:
            [
                """
                {phone} se message aaya ki {bank} ka khata band ho jayega, KYC update karo. Link {url} par OTP aur \
                password daal diya aur paisa kat gaya.
                """,
                """
                {bank} er manager bole ekjon {phone} theke phone kore bollo KYC update na korle account bondho hobe. {he} OTP \
                bole dilen ar taka kete nilo.
                """,
            ]
        case .customerCare:
            [
                """
                Google par customer care ka number dhundha, {phone} par baat hui, usne {app} app download karwaya aur \
                phone ka control le kar paise nikal liye.
                """,
                """
                Google e customer care number khuje {phone} e phone korle se {app} app install koralo, tarpor mobile er \
                screen dekhe taka tule nilo.
                """,
            ]
        case .cardOTP:
            [
                """
                {bank} credit card department se {phone} se ladki ka call aaya, limit badhane ke naam par card number CVV \
                aur OTP le liya.
                """,
                """
                {bank} credit card er limit baranor kotha bole {phone} theke ek mohila card number, CVV ar OTP niye nilo.
                """,
            ]
        case .taskJob:
            [
                """
                Telegram group {group} me part time kaam mila, video like karne ke paise pehle mile, fir prepaid task ke \
                naam par zyada paise jama karwaye aur wapas nahi diye.
                """,
                """
                Telegram e {group} group e ghore bose kaj, video like korle taka dito, pore prepaid task bole onek taka \
                joma koriye ar ferot dilo na.
                """,
            ]
        case .investment:
            [
                """
                WhatsApp group {group} me share market ka tips dete the, {tradeapp} app me invest kiya, profit dikhata tha par \
                nikalne par tax maanga.
                """,
                """
                Facebook e biggapon dekhe WhatsApp group {group} e join kore {tradeapp} app e share e invest koren, labh \
                dekhato kintu taka tulte gele tax chailo.
                """,
            ]
        case .loanApp:
            [
                """
                {loanapp} app se loan liya, {phone} se gaali dete hai, contact list le kar gandi morphed photo rishtedaro ko \
                bhejne ki dhamki de rahe hai.
                """,
                """
                {loanapp} app theke loan neoar por {phone} theke humki dicche, contact list er sobai ke morphed nongra \
                chobi pathabe bole.
                """,
            ]
        case .qrCode:
            [
                """
                {online} par sofa bechne ka ad dala, fauji ban kar {phone} se call aaya, QR code bheja ki scan karo paise \
                aayenge, PIN dalte hi paise kat gaye.
                """,
                """
                {online} e jinis bikrir biggapon dile army officer poricoy diye {phone} theke QR code pathalo, scan kore PIN \
                dite taka kete gelo.
                """,
            ]
        case .aeps:
            [
                """
                bina OTP ke {his} khate se AEPS se paise nikal gaye, kuch din pehle registry office me angutha lagaya tha, \
                Aadhaar ka clone finger print use hua.
                """,
                """
                {he} kono OTP den ni, tobu Aadhaar ar anguler chhap nokol kore CSP theke AEPS e taka tule niyeche.
                """,
            ]
        case .electricity:
            [
                """
                {phone} se message aaya aaj raat bijli kat jayegi bill update nahi hai, call kiya to {app} app download \
                karwa ke paise nikal liye.
                """,
                """
                {phone} theke message elo aaj rate current kete debe bill baki, phone korle {app} install koriye taka nie nilo.
                """,
            ]
        case .lottery:
            [
                """
                WhatsApp par {phone} se aaya ki KBC lottery me 25 lakh jeete hai, GST aur bank charge ke naam par baar baar \
                paise mange.
                """,
                """
                WhatsApp e {phone} theke janalo KBC lottery te 25 lakh taka jitechen, GST charge bole bar bar taka nilo.
                """,
            ]
        case .friend:
            [
                """
                dost ki Facebook ID se message aaya ki hospital me hu turant paise bhejo, baad me pata chala ID hack thi.
                """,
                """
                bondhur Facebook profile theke message elo haspatal e taka lagbe, pathanor por jana gelo profile hack hoyeche.
                """,
            ]
        case .sextortion:
            [
                """
                anjaan ladki ka WhatsApp video call {phone} se aaya, nangi hokar recording kar li, ab video viral karne ki \
                dhamki de kar paise maang rahe hai.
                """,
                """
                ochena meye {phone} theke video call e nogno hoye recording koreche, ekhon video viral korar bhoy dekhiye \
                taka chaiche.
                """,
            ]
        case .romance:
            [
                """
                shaadi ki site par UK ke doctor se dosti hui, usne gift bheja jo custom me atak gaya, chhudane ke liye paise \
                mange.
                """,
                """
                matrimonial site e UK er daktar er sathe alap, gift parcel customs e atke ache bole charge chailo.
                """,
            ]
        }
    }
}
