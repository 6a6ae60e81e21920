/// Templates of posts by category, with slots of ``PostCorpus``: English, romanised Hindi and Bengali, some Devanagari.
///
/// Written for this project after what police and banks warn of; no text is anybody's post.
enum PostPhrases {
    static let scams: [(category: String, lines: [String])] = [
        (
            "investment",
            [
                "Guaranteed {n}% monthly return on crypto mining, double your money in {n} days. Start with {amount}. {url}",
                "I turned Rs {amount} into lakhs with this bitcoin trading platform, ask me how. Profit every day, no risk",
                "Forex expert {name} manages your account, fixed profit daily, withdraw any time. Deposit on {upi}",
                "Paisa double karo {n} din me, 100% pakka return, {amount} se shuru. WhatsApp {phone}",
                "Crypto te invest koro, roj {n}% labh, kono risk nei. Join koro {url}",
                "पैसा डबल {n} दिन में, पक्का मुनाफा, आज ही निवेश करें {phone}",
            ]
        ),
        (
            "investment_group",
            [
                "Join our VIP WhatsApp group of stock market experts, free tips for 7 days, IPO allotment at discount {url}",
                "Professor {name} shares institutional trading calls in the group, members earned {amount} today. Join {url}",
                "SEBI registered analyst adds you to premium telegram channel, upper circuit stocks daily, block deal access",
                "Share market tips free group me aao, roz upper circuit stock, {name} sir ki class. Link {url}",
                "Share bajar er gopon tips, amader group e join koro, sobai profit korche {url}",
            ]
        ),
        (
            "task_job",
            [
                "Earn Rs {amount} daily by liking videos and rating hotels, part time task on telegram, paid same day {url}",
                "Simple prepaid tasks, invest {amount} and get 30% commission back in 30 minutes. Message {phone}",
                "Ghar baithe mobile se task karo, youtube like karne ka {amount} milega roz. Telegram {url}",
                "Sudhu video like kore din e {amount} taka aay korun, ghore bose kaj. Jogajog {phone}",
                "Google maps review task, {amount} per review, merchant task with advance deposit gives more",
                "टेलीग्राम टास्क करके रोज {amount} कमाएं, घर बैठे काम {phone}",
            ]
        ),
        (
            "job_offer",
            [
                "Urgent hiring in Dubai, salary {amount}, visa free, only pay registration and medical fee to {upi}",
                "You are selected for data entry job at a multinational, pay security deposit {amount} for the offer letter {phone}",
                "Airport ground staff vacancy {place}, no interview, direct joining, uniform charge {amount} refundable",
                "Railway me pakki naukri, bina exam, {amount} token money do aur joining letter lo. Call {phone}",
                "Sorkari chakri pakka, sudhu form fee {amount} lagbe, {phone} e call korun",
                "Resume shortlisted, pay {amount} processing fee to confirm your interview with HR {name}",
            ]
        ),
        (
            "loan_app",
            [
                "Instant loan of Rs {amount} without documents, no CIBIL check, money in 5 minutes, download app {url}",
                "Pre approved personal loan at 1% interest, pay processing fee {amount} first on {upi}",
                "Turant loan sirf Aadhaar card par, koi guarantee nahi, app download karo {url}",
                "Kono kagoj chara loan nin, 10 minute e taka account e. App {url}",
                "Your loan of {amount} is overdue, we will send your morphed photo to all contacts if you do not pay now",
            ]
        ),
        (
            "kyc_update",
            [
                "Dear customer your {bank} account will be blocked today, update your KYC and PAN now {url}",
                "{bank} alert: netbanking suspended, verify your account details immediately at {url}",
                "Your debit card is deactivated, share the OTP with our officer {phone} to reactivate",
                "Aapka {bank} khata band ho jayega, KYC update karne ke liye link par click kare {url}",
                "Apnar {bank} account bondho hoye jabe, KYC update korte ei number e phone korun {phone}",
                "आपका बैंक खाता बंद हो जाएगा, केवाईसी अपडेट करें {url}",
                "Your reward points worth Rs {amount} expire today, redeem with your card number here {url}",
            ]
        ),
        (
            "electricity_bill",
            [
                "Dear consumer your electricity will be disconnected tonight at 9.30 as your bill is not updated, call officer {phone}",
                "Power supply cut tonight due to unpaid bill, contact electricity office {phone} immediately",
                "Aaj raat bijli kat jayegi, bill update nahi hai, turant {phone} par call kare",
                "Aaj rate apnar current kete deoa hobe, bill baki ache, ekhuni {phone} e call korun",
                "Last warning from electricity department: meter disconnection today, pay Rs {amount} by this app {url}",
                "आज रात बिजली कट जाएगी, बिल अपडेट करने के लिए कॉल करें {phone}",
            ]
        ),
        (
            "lottery_prize",
            [
                "Congratulations! You won Rs {amount} in the KBC lucky draw, claim your prize, pay GST to {upi}",
                "Your number is the winner of the lottery, free iPhone gift waiting, claim before midnight {url}",
                "Badhai ho aapka number KBC lottery me nikla hai, {amount} ka inam lene ke liye call kare {phone}",
                "Ovinondon apni lottery te {amount} taka jitechen, puroskar nite {phone} e call korun",
                "Spin the wheel anniversary gift of a big brand, win cash {amount}, share with 10 friends {url}",
            ]
        ),
        (
            "digital_arrest",
            [
                "This is CBI, a money laundering case is registered on your Aadhaar, stay on video call or you will be arrested {phone}",
                "Your SIM was used for illegal messages, TRAI will block it, press 9 to talk to Mumbai police crime branch",
                "Arrest warrant from the Supreme Court against you, transfer your savings to RBI verification account for clearance",
                "Aapke naam par arrest warrant hai, CBI officer {name} bol raha hu, video call mat kaatna warna jail",
                "Apnar namer parcel e drugs paoa geche, digital arrest kora holo, video call chere uthben na {phone}",
                "Narcotics bureau found drugs under your name, do not tell family, cooperate on Skype and deposit security money",
            ]
        ),
        (
            "courier_parcel",
            [
                "Your parcel is held at customs, pay duty of Rs {amount} within 24 hours {url}",
                "India Post: delivery failed because of incomplete address, update the address here {url}",
                "Aapka parcel ruk gaya hai, address update karne ke liye link kholo aur {amount} pay karo {url}",
                "Apnar parcel customs e atke ache, {amount} taka dile chere debe, link {url}",
                "Courier could not be delivered, reschedule with a small fee of Rs 5 at {url}",
            ]
        ),
        (
            "tech_support",
            [
                "Your computer has a virus! Microsoft Windows support: call {phone} now, do not shut down",
                "Security alert from Windows defender, your files are at risk, install remote support AnyDesk and call {phone}",
                "Antivirus subscription renewed for Rs {amount}, to cancel and get refund call our technical support {phone}",
                "Aapke computer me virus hai, hamare engineer ko remote access de, call {phone}",
                "Apnar phone hack hoyeche, ei app install korun amader technician thik kore debe {phone}",
            ]
        ),
        (
            "romance",
            [
                "Hello dear, I am a US army doctor in Syria, I sent you a gift parcel, pay customs to receive it my love",
                "Darling I want to marry you, please send {amount} gift card for my flight ticket, I love you sweetheart",
                "Lonely widow rich looking for honest man, full expenses paid, registration {amount} {phone}",
                "Jaan mai tumse milne aa rahi hu, airport par custom ne pakad liya, {amount} bhej do please",
                "Priyo, ami tomar jonno gift pathiyechi, customs e {amount} taka dao bhalobasa",
                "Friendship club, meet beautiful girls in {place}, membership {amount} pay on {upi}",
            ]
        ),
        (
            "wrong_number",
            [
                "Hi is this {name}? Sorry wrong number, but you seem kind, let us be friends. I trade gold online, what do you do?",
                "Sorry I added the wrong contact, fate maybe. I am Lily from Singapore, my uncle teaches me crypto, can show you",
                "Hello {name} ji golf kal hai na? Oh galat number, aap kaha se ho? Dosti karoge?",
                "Is this the pet doctor? My assistant gave me this number, nice to meet you, add me on telegram {url}",
                "Bhul number e chole geche, kichu mone korben na, bondhu hobe? Ami invest kore bhalo aay kori",
            ]
        ),
        (
            "sextortion",
            [
                "I recorded your nude video call, pay {amount} to {upi} or I send it to all your friends and family",
                "Your private video will be uploaded on YouTube, talk to cyber officer {phone} and pay to delete",
                "I hacked your webcam and have your intimate photos, pay in bitcoin within 48 hours or everyone sees",
                "Teri nangi video sabko bhej dunga, {amount} bhej de abhi warna viral kar dunga",
                "Tor video viral kore debo, ekhuni {amount} taka patha {upi} te",
                "Video call with hot girls, add me on whatsapp {phone}, clothes off, no charge",
            ]
        ),
        (
            "qr_code",
            [
                "I am army man buying your sofa, scan this QR code to receive {amount} and enter your UPI PIN",
                "Interested in your OLX item, sending advance, scan the code and put PIN to get the money {phone}",
                "QR code scan karo aur PIN dalo, {amount} aapke account me aa jayega, mai fauji hu",
                "Ei QR code scan kore PIN dile {amount} taka pabe, ami army te achi",
                "Accept the collect request on your UPI app to receive cashback of Rs {amount}",
            ]
        ),
        (
            "refund",
            [
                "Your income tax refund of Rs {amount} is approved, verify your bank account to receive it {url}",
                "Refund for your cancelled order is pending, fill the form with your UPI and card {url}",
                "Train ticket refund failed, send your details to {phone}, amount credited in 10 minutes",
                "Aapka refund {amount} pending hai, form bhare aur UPI PIN dale {url}",
                "Apnar taka ferot asbe, ei form e card number din {url}",
                "Insurance bonus {amount} lying unclaimed on your policy, pay tax and get refund, call {phone}",
            ]
        ),
        (
            "fake_customer_care",
            [
                "{bank} customer care number {phone} 24x7 helpline, failed payment, wrong transfer, call for refund",
                "Sorry for the trouble sir, please contact our support executive on {phone} for refund and complaint",
                "Google pay phonepe customer care toll free {phone} all problems solved in 5 minutes",
                "Customer care helpline {phone}, paisa kat gaya to turant call kare, refund milega",
                "Kono somossa hole amader helpline {phone} e call korun, taka ferot pabe",
            ]
        ),
        (
            "rental",
            [
                "2BHK flat for rent in {place} at just {amount}, owner abroad, pay token on {upi} to book the visit",
                "I am in CISF and transferred, my flat in {place} is on rent, send gate pass fee {amount} refundable",
                "PG room available in {place}, many people asking, pay one month advance today to {upi} without visit",
                "{place} me flat kiraye par, sirf {amount}, pehle token bhejo tab chabi milegi {phone}",
                "{place} e bhara bari, agam {amount} taka pathale book hobe, malik bairey thake",
                "Holiday villa for {amount} a night, full advance by UPI only, last dates left {phone}",
            ]
        ),
    ]

    /// What everybody else posts, and what police, banks and the press write about scams.
    static let sound: [String] = [
        "Beware of digital arrest calls, no police officer arrests anybody on video call. Report to 1930",
        "Never share your OTP or PIN with anyone, {bank} will never ask. Awareness post",
        "Police in {place} busted a fake call centre that cheated people with KYC calls, 12 held",
        "Scam alert: fake electricity bill messages are going around, do not call the number",
        "News: man loses Rs {amount} lakh in fake trading app, cyber police registered a case",
        "Savdhan rahe, lottery ke naam par fraud ho raha hai, kisi ko paise mat bheje",
        "Sabdhan, keu OTP chaile deben na, protarona hocche, 1930 e janan",
        "How I nearly fell for a parcel scam and what gave it away, a thread",
        "RBI says KYC can be updated at the branch, no link is ever sent",
        "My friend lost money in a task scam on telegram, please be careful everyone",
        "Cyber cell {place} workshop on investment fraud this Saturday, entry free",
        "Do not scan a QR code to receive money, you never need a PIN to receive",
        "धोखाधड़ी से सावधान, ओटीपी किसी को न बताएं, 1930 पर शिकायत करें",
        "Traffic at {place} is terrible today, left office {n} minutes late",
        "What a match! {name} was unstoppable in the last over",
        "Paid my electricity bill of Rs {amount}, the heat made it double",
        "{bank} app is down again, anybody else cannot log in?",
        "My parcel arrived two days early, thank you delivery partner",
        "Finally got the job after {n} interviews, so happy! Thanks everyone",
        "Looking for a 2BHK in {place}, budget {amount}, brokers please excuse",
        "Flat for rent in {place}, {amount} a month, visit on Sunday with family, owner meets in person",
        "We are hiring a maths teacher in {place}, walk in with CV, no fee at any stage",
        "Refund from the airline came in {n} days, good service for once",
        "Customer care kept me on hold for {n} minutes, terrible support",
        "Long term investing is boring, index fund, {amount} a month, markets carry risk",
        "My home loan was approved after {n} weeks of paperwork at {bank}",
        "Union budget: no change in income tax slabs, refund rules simplified",
        "Lost my wallet near {place} station, PAN card inside, please contact the station master",
        "Happy birthday {name}! Love you, have a great year",
        "Feeling lucky, won the office quiz and a chocolate",
        "Bitcoin fell {n}% today, analysts blame the interest rates",
        "The new antivirus slows my laptop, switching back",
        "Windows update restarted my computer in the middle of the exam",
        "Book fair till Sunday, spent {amount} and regret nothing",
        "Rain and chai and old songs",
        "Aaj {place} me bahut bheed thi, bazaar mat jana",
        "Kal ka match dekha kya, {name} ne kamaal kar diya",
        "Bijli phir chali gayi, {n} ghante ho gaye, koi sunta nahi",
        "Mummy ke haath ka khana duniya me kahi nahi milta",
        "Bhai kal milte hai chai par, mera treat",
        "Naya phone liya {amount} me, camera mast hai",
        "Ajker khela darun chilo, {name} ke dhonnobad",
        "Aaj khub brishti, {place} e jol jome geche",
        "Durga pujo te ki plan, sobai {place} e asbe to?",
        "Ma er hater ranna sobcheye bhalo",
        "Current nei {n} ghonta dhore, gorome more jacchi",
        "Notun bari te giye khub bhalo lagche, sobai esho",
        "Chakri peye gechi, misti khawabo sobai ke",
        "आज मौसम बहुत अच्छा है, शाम को पार्क चलेंगे",
        "कल की परीक्षा के लिए शुभकामनाएं",
        "মা ভালো আছে, কাল বাড়ি আসব",
        "Please call me when you reach {place}, dinner at {n}",
        "Sent you {amount} for the groceries, check your UPI",
        "Your order of books is out for delivery today",
        "{bank}: Rs {amount} debited from a/c for rent, available balance {amount}. Not you? Call the number on your card",
        "Your OTP for login is {n}{n}{n}. Do not share it with anyone. {bank}",
        "Electricity bill of Rs {amount} is due on the 15th, pay at the official app or office",
        "Your income tax return for the year is processed. Refer to the portal",
        "Recharge successful, {amount} validity {n} days",
        "Your appointment with Dr {name} is confirmed for tomorrow at {n}",
        "Blood donors needed at {place} hospital, O negative, contact the blood bank",
        "Sunset from the terrace, no filter",
        "Selling my bicycle, Rs {amount}, see it in person at {place}, cash only",
        "Our housing society meeting is on Sunday at {n}, parking to be discussed",
        "Free health camp at {place} this weekend, all are welcome",
        "Hello {name}, wrong number sorry",
        "Are we still on for lunch? I will book the table at {place}",
        "The police station in {place} got a new women's help desk",
        "Court grants bail in the loan case, hearing next month",
        "Love this song so much, on repeat since morning",
        "Interview tips: read the job description, be on time, ask questions",
        "Our startup raised money, hiring engineers, apply at our careers page",
        "{amount} for a plate of biryani at {place}, worth it",
    ]
}
