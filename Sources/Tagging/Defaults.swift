// Written by reference/embed from the JSON files under reference/: edit those.

enum Defaults {
    static let taxonomy = ##"""
        {
         "version": "2026.12",
         "facets": [
          {
           "id": "crime_type",
           "definition": "What was done: the offence as an investigator would file it.",
           "tags": [
            {
             "id": "financial_fraud",
             "definition": "money was obtained by deceiving the victim",
             "synonyms": ["cheating", "swindle"],
             "examples": ["He was duped of Rs 2 lakh.", "He was told that he won a lottery and paid a fee."],
             "counter_examples": ["He was abused in a group.", "The lot was empty."]
            },
            {
             "id": "task_based_fraud",
             "definition": "paid small sums for online tasks, then made to deposit ever more to get the earnings out",
             "synonyms": ["prepaid task", "like and subscribe"],
             "examples": [
              "He was offered a part time job of liking YouTube videos and paid for prepaid tasks.",
              "On Telegram she was given tasks, earned Rs 200 and then had to deposit more to unlock the commission."
             ],
             "counter_examples": ["He had the task of painting the house.", "His task was difficult."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "investment_scam",
             "definition": "money placed in a pretended investment or trading scheme that shows profit and never pays out",
             "synonyms": ["fake trading", "ponzi"],
             "examples": [
              "She was added to a group giving stock tips and invested through a fake trading app.",
              "He was promised to double his money in crypto and invested Rs 2 lakh.",
              "An online mentor assured daily gain if she bought stocks through his site, and she deposited Rs 90,000."
             ],
             "counter_examples": ["He has invested in a shop.", "He sells vegetables."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "stock_market_scam",
             "definition": "an investment scam whose bait is shares, IPOs or derivatives",
             "synonyms": ["share market fraud"],
             "examples": ["He was told to invest in the share market through an app showing false profit."],
             "counter_examples": ["He works at the vegetable market."],
             "parents": ["investment_scam"]
            },
            {
             "id": "customer_service_fraud",
             "definition": "a pretended customer care, helpline or utility officer leads the victim to pay or to give access",
             "synonyms": ["customer care fraud", "electricity bill fraud"],
             "examples": [
              "He searched the customer care number on Google and called it.", "He found a customer care number for the courier.",
              "To get a refund of a failed recharge he searched online for the office number and shared his screen."
             ],
             "counter_examples": ["The customer entered the shop.", "He reported on the 1930 helpline."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "bank_kyc_fraud",
             "definition": "the account, card or wallet is said to be blocked unless KYC or PAN is updated",
             "synonyms": ["KYC fraud"],
             "examples": [
              "She got an SMS that her bank account will be blocked for want of KYC and clicked the link.",
              "A message said the net banking of SBI would be suspended unless the PAN was updated."
             ],
             "counter_examples": ["He visited the bank to open an account.", "He blocked his debit card and informed the bank."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "loan_fraud",
             "definition": "a pretended or predatory loan: fees for a loan that never comes, loan apps that extort, loans in another's name",
             "synonyms": ["loan app"],
             "examples": [
              "He took Rs 3000 from an instant loan app and was threatened for more.",
              "A finance company promised a loan at low interest and took a processing fee and GST, but no loan was given.",
              "A loan was taken in her name without her knowledge."
             ],
             "counter_examples": ["He repaid the loan at the branch.", "He took a loan from his uncle."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "job_fraud",
             "definition": "fees, deposits or work taken for employment that does not exist",
             "synonyms": ["placement fraud"],
             "examples": [
              "On the pretext of a job he paid a registration fee and got a fake offer letter.",
              "By giving false promise of employment in the airport they took Rs 60,000 from him as medical and training charges.",
              "They collected training charges and mailed a fake appointment letter."
             ],
             "counter_examples": ["He lost his job last year."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "romance_fraud",
             "definition": "affection or marriage is pretended to obtain money or gifts",
             "synonyms": ["matrimonial fraud", "gift parcel fraud"],
             "examples": [
              "On a matrimonial site she met a doctor in UK who sent a gift parcel held by customs.",
              "He befriended her online, promised to marry her and took money for a visa."
             ],
             "counter_examples": ["They had a marriage in the family."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "franchise_fraud",
             "definition": "fees for a franchise, dealership or distributorship that does not exist",
             "synonyms": ["dealership fraud"],
             "examples": ["He paid for a franchise on a fake website."],
             "counter_examples": ["He sells franks at a stall."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "fake_hotel_booking",
             "definition": "advance paid for a room that was never booked",
             "synonyms": ["hotel booking fraud"],
             "examples": ["He paid an advance for a hotel booking on a fake website."],
             "counter_examples": ["They stayed at a hotel."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "fake_wine_delivery_fraud",
             "definition": "advance paid, or card details given, for liquor that never comes",
             "synonyms": ["liquor delivery fraud"],
             "examples": ["He searched a wine shop for home delivery and paid through the number found."],
             "counter_examples": ["He drank wine."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "fake_service_fraud",
             "definition": "advance paid for a service that is never given: movers, tickets, rides, rituals",
             "examples": ["He booked a helicopter ride for darshan on a fake site and paid."],
             "counter_examples": ["The doctor's appointment was at nine."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "failure_to_deliver_purchased_goods",
             "definition": "goods bought online are never delivered, or something worthless comes",
             "synonyms": ["non delivery"],
             "examples": ["He ordered shoes on Instagram and paid, but nothing was delivered."],
             "counter_examples": ["He ordered food and it came."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "fake_advertisement_for_product_sales",
             "definition": "an advertisement or page sells products that do not exist",
             "examples": ["Seeing an advertisement of sarees at a discount she paid in advance for the purchase."],
             "counter_examples": ["She saw an advertisement of a film."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "call_centre_fraud",
             "definition": "an organised call centre from which victims are deceived",
             "synonyms": ["illegal call centre"],
             "examples": ["A raid found an illegal call centre where employees were cheating foreign citizens."],
             "counter_examples": ["He called the call centre of the bank."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "subsidy_fraud",
             "definition": "a subsidy or government benefit is the bait by which the victim is deceived",
             "synonyms": ["PM Kisan fraud"],
             "examples": ["He was told that a subsidy would be credited and shared the OTP."],
             "counter_examples": ["The subject was changed.", "The subsidy was siphoned off by entering fictitious beneficiaries in the portal."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "subsidy_misuse",
             "definition": "a subsidy itself is obtained or diverted by those not entitled to it",
             "synonyms": ["subsidy diversion"],
             "examples": ["The subsidy was siphoned off by entering fictitious beneficiaries in the portal."],
             "counter_examples": ["He was told that a subsidy would be credited and shared the OTP."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "csp_fraud",
             "definition": "the operator of a customer service point cheats the bank's customers",
             "synonyms": ["bank mitra fraud"],
             "examples": ["The operator of a CSP misappropriated the deposits of villagers and gave fake receipts."],
             "counter_examples": ["He went to the CSP to update his passbook."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "AEPS_fraud",
             "definition": "money drawn through the Aadhaar enabled payment system with stolen biometrics",
             "synonyms": ["biometric withdrawal"],
             "examples": [
              "Rs 10,000 was withdrawn through AEPS without any OTP.",
              "Money was withdrawn at a CSP by using her Aadhaar number and cloned fingerprint.",
              "Her thumb impression was taken twice on a small machine with the Aadhaar card and later Rs 10000 was found deducted."
             ],
             "counter_examples": ["He withdrew cash from an ATM.", "The phone has a fingerprint lock."],
             "parents": ["identity_crimes"]
            },
            {
             "id": "online_gambling",
             "definition": "money lost to, or offences by, betting and gaming sites",
             "synonyms": ["betting app"],
             "examples": ["He lost money in a betting app."],
             "counter_examples": ["They played cards on the train."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "fraud_by_impersonation_of_influential_person",
             "definition": "somebody powerful or known to the victim is impersonated to obtain money",
             "synonyms": ["boss scam", "fake DM profile"],
             "examples": [
              "Someone with a fake WhatsApp profile picture of the District Magistrate asked for gift cards.",
              "A person posing as the managing director messaged the accountant to remit money."
             ],
             "counter_examples": ["He met the minister."],
             "parents": ["financial_fraud"]
            },
            {
             "id": "victim_was_paid_from_proceeds_of_crime",
             "definition": "stolen money reached an innocent person's account, which was then frozen",
             "synonyms": ["lien", "debit freeze"],
             "examples": ["He sold USDT by P2P and his account was frozen by police of another state as the money received was stolen."],
             "counter_examples": ["The lake was frozen."]
            },
            {
             "id": "call_forwarding_to_divert_otp_over_call",
             "definition": "the victim is made to forward calls, so that spoken OTPs reach the offender",
             "synonyms": ["call forwarding fraud"],
             "examples": ["He was made to dial a code and his calls were forwarded."],
             "counter_examples": ["He forwarded the letter."],
             "parents": ["identity_crimes"]
            },
            {
             "id": "traditional_cheating_and_fraud",
             "definition": "cheating by a person the victim knew or met, without the means of a computer",
             "examples": [
              "The accused, known to the complainant, took Rs 2 lakh for land and did not return it.",
              "His business partner cheated him by misappropriating the cash of the firm.",
              "After taking the price of the flat by cheque the promoter cheated him and refused to register it."
             ],
             "counter_examples": [
              "He was cheated by an unknown caller.",
              "A message came on Messenger from the hacked profile of a neighbour, and he was cheated."
             ]
            },
            {
             "id": "identity_crimes",
             "definition": "another's identity, documents or accounts are used",
             "synonyms": ["identity theft"],
             "examples": ["An unknown person opened an account in her name with her Aadhaar."],
             "counter_examples": ["He showed his Aadhaar."]
            },
            {
             "id": "account_takeover",
             "definition": "somebody else gets control of the victim's bank, mail or social account",
             "synonyms": ["hacked account"],
             "examples": [
              "His Instagram was hacked and the password was changed.", "Rs 50,000 was debited from his account without his knowledge.",
              "He got a message from a friend on Facebook asking for money; the profile was hacked."
             ],
             "counter_examples": ["He transferred the money himself.", "His friend is on Facebook."],
             "parents": ["identity_crimes"]
            },
            {
             "id": "credential_theft",
             "definition": "passwords, PINs, OTPs or card data are obtained",
             "examples": ["She shared the OTP with the caller.", "He filled his card details in a form on the website."],
             "counter_examples": ["He forgot his PIN at the ATM.", "He did not share any OTP."],
             "parents": ["identity_crimes"]
            },
            {
             "id": "sim_card_fraud",
             "definition": "the victim's number is moved to another SIM",
             "synonyms": ["SIM swap"],
             "examples": ["His SIM was deactivated and a duplicate SIM was issued."],
             "counter_examples": ["He bought a new phone."],
             "parents": ["identity_crimes"]
            },
            {
             "id": "fake_sim_card_pos",
             "definition": "a point of sale issues SIM cards on false or reused identities",
             "synonyms": ["pre-activated SIM"],
             "examples": ["One person was found selling pre-activated SIM cards issued on fake documents."],
             "counter_examples": ["He bought a SIM card."],
             "parents": ["identity_crimes"]
            },
            {
             "id": "document_forgery",
             "definition": "documents, seals or certificates are forged or forged ones are used",
             "examples": ["The accused submitted forged documents and fake certificates."],
             "counter_examples": ["He lost his documents."]
            },
            {
             "id": "unauthorized_access",
             "definition": "a computer, account or device is accessed without right",
             "synonyms": ["hacking"],
             "examples": ["An ex employee had unauthorised access to the server of the company."],
             "counter_examples": ["He accessed the road."]
            },
            {
             "id": "sexual_blackmail",
             "definition": "intimate material is used to make the victim pay or obey",
             "examples": ["He threatened to make her private photos viral."],
             "counter_examples": ["Her video became popular."],
             "parents": ["extortion"]
            },
            {
             "id": "sextortion",
             "definition": "a stranger obtains or fakes intimate material in order to demand money",
             "synonyms": ["video call blackmail"],
             "examples": [
              "A girl made a nude video call, recorded it and demanded money.",
              "Strangers recorded her undressed on a video chat and blackmailed her for money."
             ],
             "counter_examples": ["He watched a video on YouTube.", "He demanded his money back."],
             "parents": ["sexual_blackmail"]
            },
            {
             "id": "recording_of_sexual_video_call_inititiated_by_perpetrator",
             "definition": "the offender starts a sexual video call and records it",
             "examples": ["On a video call a naked woman appeared and the call was recorded."],
             "counter_examples": ["He recorded the class on a video call."],
             "aliases": ["recording_of_sexual_video_call_initiated_by_perpetrator"]
            },
            {
             "id": "non_consensual_imagery",
             "definition": "intimate or degrading images are spread without consent",
             "synonyms": ["revenge porn"],
             "examples": [
              "Her intimate pictures were circulated in a WhatsApp group by her ex boyfriend.",
              "Someone uploaded her photos from a fake profile.",
              "A nude video call was recorded and she was threatened that it would go viral."
             ],
             "counter_examples": ["He uploaded his own photo of a flower."],
             "parents": ["privacy_violation"]
            },
            {
             "id": "privacy_violation",
             "definition": "private data, pictures or messages are taken or spread",
             "examples": ["A fake profile was created with her photos and mobile number.", "The loan agents accessed his contact list and gallery."],
             "counter_examples": ["He shared a photo of his cat."]
            },
            {
             "id": "child_exploitation",
             "definition": "a child is sexually exploited, groomed or depicted",
             "synonyms": ["POCSO"],
             "examples": ["The accused circulated obscene photos of a minor girl."],
             "counter_examples": ["The minor received a phone as a gift."]
            },
            {
             "id": "child_sexual_abuse_material",
             "definition": "material showing the sexual abuse of a child",
             "deprecated": {"since": "2026.12", "replaced_by": ["child_exploitation"], "reason": "one tag for offences against children"}
            },
            {
             "id": "doctored_media",
             "definition": "pictures, voices or videos are fabricated",
             "synonyms": ["deepfake"],
             "examples": ["A deepfake video of the leader asked people to invest."],
             "counter_examples": ["The doctor came."]
            },
            {
             "id": "provocative_social_media_post",
             "definition": "a post that insults, inflames or spreads hatred or rumours",
             "synonyms": ["hate post"],
             "examples": ["A derogatory post on Facebook hurt religious sentiments."],
             "counter_examples": ["He posted a picture of the hills."]
            },
            {
             "id": "extortion",
             "definition": "property is obtained by fear",
             "examples": [
              "The accused extorted money.", "He was kept under digital arrest, threatened and paid Rs 3 lakh.",
              "After an instant loan they threatened her with morphed photos to repay more."
             ],
             "counter_examples": ["He asked for his wages."]
            },
            {
             "id": "digital_arrest",
             "definition": "a pretended official puts the victim in fear, over a parcel, an identity said to be used in a crime or the like, until money is paid; the words need not occur",
             "synonyms": ["fake police video call"],
             "examples": [
              "He was kept under digital arrest for two days.",
              "A person posing as a customs officer called and said a parcel in his name had drugs and a warrant would issue unless he paid.",
              "Caller claiming to be from CBI said her Aadhaar has been used in money laundering and kept her on a video call."
             ],
             "counter_examples": ["The police arrested a digital artist.", "He ordered a parcel online and it never came."],
             "parents": ["extortion"]
            },
            {
             "id": "reputation_threat",
             "definition": "the victim is threatened with, or suffers, exposure before others",
             "examples": ["They threatened to send the photos to his friends and relatives."],
             "counter_examples": ["The song went viral."],
             "parents": ["extortion"]
            },
            {
             "id": "ransom_demand",
             "definition": "data or systems are locked and payment is demanded",
             "synonyms": ["ransomware"],
             "examples": ["All files were encrypted and the attacker demanded bitcoin."],
             "counter_examples": ["The document was handed over."],
             "parents": ["extortion"]
            },
            {
             "id": "suo_moto_case",
             "definition": "the police lodged the complaint themselves",
             "synonyms": ["suo motu"],
             "examples": ["The SI lodged a suo moto complaint against the users of mule accounts."],
             "counter_examples": ["He complained at the station."]
            },
            {
             "id": "general_purpose_fir_suitable_for_wider_investigation",
             "definition": "one case behind which a network, many victims or many mule accounts stand",
             "examples": ["Analysis of NCRP complaints showed mule accounts opened on commission and linked with many frauds of a racket."],
             "counter_examples": ["Many people were at the fair."],
             "aliases": ["fit_for_wider_investigation"]
            },
            {
             "id": "not_a_cyber_crime",
             "definition": "no computer, phone network or online service was used to commit it",
             "examples": [
              "Two persons on a motorcycle snatched her gold chain.",
              "His purse and mobile were stolen from a bus; he fears misuse of the UPI application."
             ],
             "counter_examples": ["His phone was snatched and then money was sent by UPI and withdrawn."]
            }
           ]
          },
          {
           "id": "attack_vector",
           "definition": "By what means it was done.",
           "tags": [
            {
             "id": "impersonation",
             "definition": "somebody pretends to be a person or office he is not",
             "synonyms": ["posing as"],
             "examples": [
              "A person posing as a bank manager called.", "A fake WhatsApp profile with his photo was used.",
              "The customer care executive asked for her card."
             ],
             "counter_examples": ["He was opposing the plan.", "He has a profile."]
            },
            {
             "id": "authority_abuse",
             "definition": "the pretended office is one that can command: police, customs, court",
             "examples": ["A man claiming to be a police officer threatened him.", "CBI kept her under digital arrest."],
             "counter_examples": ["The officer recorded the statement."],
             "parents": ["impersonation"]
            },
            {
             "id": "corporate_impersonation",
             "definition": "a company is impersonated; a bank's staff is not meant",
             "examples": [
              "A person claiming to be an executive of the electricity company called.",
              "He called the fake customer care of an online shop."
             ],
             "counter_examples": [
              "A person posing as a bank manager of a company branch called.",
              "A man posing as an officer of the bank asked for the OTP."
             ],
             "parents": ["impersonation"]
            },
            {
             "id": "phishing_link",
             "definition": "the victim is led to open a link",
             "examples": ["She clicked on a link in the SMS."],
             "counter_examples": ["The roads link two towns.", "He did not click the link."]
            },
            {
             "id": "fake_website",
             "definition": "a site that pretends to be another's or a business",
             "examples": ["He paid on a fake website."],
             "counter_examples": ["He has a website."],
             "parents": ["phishing_link"]
            },
            {
             "id": "malicious_app",
             "definition": "an app or file is installed that steals or controls",
             "synonyms": ["APK"],
             "examples": ["He installed an app from an APK file.", "He downloaded an app sent by the caller."],
             "counter_examples": ["He came in April.", "He downloaded a song."]
            },
            {
             "id": "remote_access_app",
             "definition": "the screen or the device is handed over through a remote support app",
             "synonyms": ["screen sharing"],
             "examples": ["He was made to install AnyDesk.", "He was asked to install an application and the caller saw the screen of his mobile."],
             "counter_examples": ["He sat at his desk.", "He installed an app for music."],
             "parents": ["malicious_app"]
            },
            {
             "id": "otp_fraud",
             "definition": "a one-time password is obtained",
             "examples": ["She shared the OTP."],
             "counter_examples": ["Money was withdrawn without any OTP.", "He did not share the OTP."]
            },
            {
             "id": "credential_theft",
             "definition": "PIN, password, card or login data is obtained",
             "examples": ["He entered the UPI PIN."],
             "counter_examples": ["He forgot the PIN."]
            },
            {
             "id": "unauthorized_access",
             "definition": "access without right or consent",
             "examples": ["Money was debited without her consent.", "They hacked his email."],
             "counter_examples": ["He consented.", "The road has no access."]
            },
            {
             "id": "account_takeover",
             "definition": "control over an account is taken",
             "examples": ["Her account was hacked."],
             "counter_examples": ["He opened an account."],
             "parents": ["unauthorized_access"]
            },
            {
             "id": "sim_swap",
             "definition": "a duplicate SIM or eSIM takes the victim's number",
             "examples": ["A duplicate SIM was issued."],
             "counter_examples": ["A simple swap of seats."]
            },
            {
             "id": "kyc_pretext",
             "definition": "an update of KYC, PAN or an account's verification is the pretext",
             "examples": ["He was told to update the KYC."],
             "counter_examples": ["He kicked the ball."]
            },
            {
             "id": "qr_code_for_debiting_fraudulently_presented_as_crediting",
             "definition": "a QR code or collect request that debits is presented as receiving money",
             "examples": [
              "The buyer sent a QR code to receive the payment and money was debited.",
              "He scanned a code which he was told would bring him the rent in advance."
             ],
             "counter_examples": ["The shop shows a QR code."]
            },
            {
             "id": "fake_google_search_results",
             "definition": "a false number or site found by a search engine",
             "examples": ["He searched Google for the customer care number."],
             "counter_examples": ["He works for Google.", "He sent money by Google Pay to the number."]
            },
            {
             "id": "fake_mobile_tower_installation",
             "definition": "rent for a mobile tower is promised against fees",
             "examples": ["He was promised rent for the installation of a mobile tower on his roof."],
             "counter_examples": ["The tower fell."]
            },
            {
             "id": "false_business_proposal",
             "definition": "a pretended investment, job, franchise or deal",
             "examples": ["He was offered a franchise."],
             "counter_examples": ["He has no business here."]
            },
            {
             "id": "relationship_building",
             "definition": "trust or affection is built first",
             "examples": ["She was befriended by a stranger on Facebook who won her trust."],
             "counter_examples": ["They are friends."]
            },
            {
             "id": "atm_manipulation",
             "definition": "cards swapped, skimmed or machines tampered with at an ATM",
             "examples": ["At the ATM a stranger swapped his card on the pretext of helping him."],
             "counter_examples": ["He withdrew cash from an ATM."]
            },
            {
             "id": "credit_card_courier_involvement",
             "definition": "who delivers a card takes part",
             "examples": ["The courier kept the credit card that he was to deliver."],
             "counter_examples": ["The courier came."]
            },
            {
             "id": "facebook_ad",
             "definition": "an advertisement on Facebook",
             "deprecated": {"since": "2026.12", "replaced_by": ["victim_approach/online_advertisement"], "reason": "it says how the victim was reached"}
            },
            {
             "id": "threat_pressure",
             "definition": "threats",
             "deprecated": {"since": "2026.12", "replaced_by": ["social_engineering/threat_pressure"], "reason": "it is pressure, not a means"}
            }
           ]
          },
          {
           "id": "victim_approach",
           "definition": "How the offender first reached the victim.",
           "tags": [
            {
             "id": "cold_call",
             "definition": "an unexpected telephone call",
             "examples": ["She received a call from an unknown number.", "A fraudster told her on the phone that her card was blocked."],
             "counter_examples": ["He wrote a letter.", "He repaired the phone."]
            },
            {
             "id": "whatsapp_message",
             "definition": "a message or call on WhatsApp",
             "examples": ["He got a message on WhatsApp."],
             "counter_examples": ["He got a letter."]
            },
            {
             "id": "telegram_invite",
             "definition": "a message, group or channel on Telegram",
             "examples": ["He was added to a Telegram group."],
             "counter_examples": ["A telegram came in 1990 by post office."]
            },
            {
             "id": "sms_contact",
             "definition": "a text message",
             "examples": ["She received an SMS.", "He got a text message with a link."],
             "counter_examples": ["She received a parcel.", "He received sms of debit from the bank."]
            },
            {
             "id": "social_media_friend_request",
             "definition": "a friend request or acquaintance on social media; an advertisement is none",
             "examples": ["She received a friend request on Facebook.", "They met through Instagram and chatted."],
             "counter_examples": ["He saw an advertisement on Facebook."]
            },
            {
             "id": "dating_app_match",
             "definition": "a dating or matrimonial service",
             "examples": ["They met on a matrimonial site."],
             "counter_examples": ["The dates are sweet."]
            },
            {
             "id": "marketplace_listing",
             "definition": "a listing to buy, sell or let",
             "examples": ["He posted a sofa for sale on OLX.", "He saw an advertisement to buy a scooty."],
             "counter_examples": ["She received a friend request on Facebook.", "He saw an advertisement on Facebook."]
            },
            {
             "id": "job_portal",
             "definition": "a job portal or recruiter's site",
             "examples": ["He uploaded his resume on a job portal."],
             "counter_examples": ["He got a job."]
            },
            {
             "id": "online_advertisement",
             "definition": "an advertisement or sponsored post online",
             "examples": ["He saw an advertisement on Facebook."],
             "counter_examples": ["She received a friend request on Facebook."],
             "aliases": ["facebook_ad", "youtube_ad"]
            },
            {
             "id": "fake_google_search_results",
             "definition": "the victim searched and found the offender",
             "examples": ["He searched Google for the customer care number."],
             "counter_examples": ["He works for Google."]
            },
            {
             "id": "mail",
             "definition": "e-mail or letter",
             "examples": ["He received an email from his bank."],
             "counter_examples": ["He has an email."]
            },
            {
             "id": "direct_contact",
             "definition": "in person",
             "examples": ["Two men came to his house for verification."],
             "counter_examples": ["He lives in a house."]
            }
           ]
          },
          {
           "id": "technology_platform",
           "definition": "Services and instruments that were used.",
           "tags": [
            {"id": "whatsapp", "definition": "WhatsApp", "examples": ["on WhatsApp"], "counter_examples": ["what happened"]},
            {"id": "telegram", "definition": "Telegram", "examples": ["on Telegram"], "counter_examples": ["on the tram"]},
            {"id": "sms", "definition": "text messages", "examples": ["an SMS came"], "counter_examples": ["a letter came"]},
            {
             "id": "facebook",
             "definition": "Facebook and its Messenger",
             "examples": ["on Facebook"],
             "counter_examples": ["a face and a book"]
            },
            {"id": "instagram", "definition": "Instagram", "examples": ["on Instagram"], "counter_examples": ["instant coffee"]},
            {"id": "linkedin", "definition": "LinkedIn", "examples": ["on LinkedIn"], "counter_examples": ["the link"]},
            {"id": "youtube", "definition": "YouTube", "examples": ["on YouTube"], "counter_examples": ["the youth left"]},
            {
             "id": "twitter",
             "definition": "Twitter, now X",
             "synonyms": ["X"],
             "examples": ["on Twitter"],
             "counter_examples": ["the twig"]
            },
            {
             "id": "upi_apps",
             "definition": "UPI apps: PhonePe, Google Pay, Paytm, BHIM",
             "examples": ["sent by PhonePe"],
             "counter_examples": ["sent by post"]
            },
            {
             "id": "banking_apps",
             "definition": "bank accounts by net or mobile banking, IMPS, NEFT, RTGS",
             "examples": ["through net banking"],
             "counter_examples": ["on the river bank"]
            },
            {
             "id": "credit_card",
             "definition": "credit and debit cards",
             "examples": ["his credit card"],
             "counter_examples": ["a birthday card"]
            },
            {
             "id": "crypto_platforms",
             "definition": "cryptocurrencies and their exchanges",
             "examples": ["converted to USDT"],
             "counter_examples": ["in cash"]
            },
            {
             "id": "trading_apps",
             "definition": "trading and investment apps and sites",
             "examples": ["a trading app", "He was told to invest in shares by an app."],
             "counter_examples": ["a trade union"]
            }
           ]
          },
          {
           "id": "victim_demographics",
           "definition": "Who the victim is.",
           "tags": [
            {"id": "minor", "definition": "under 18", "examples": ["his minor daughter"], "counter_examples": ["a minor injury"]},
            {"id": "young_adult", "definition": "18 to 35"},
            {"id": "middle_aged", "definition": "36 to 59"},
            {
             "id": "elderly",
             "definition": "60 and above",
             "synonyms": ["senior citizen"],
             "examples": ["a senior citizen"],
             "counter_examples": ["an old coin"]
            },
            {"id": "student", "definition": "studies", "examples": ["a college student"], "counter_examples": ["a teacher"]},
            {
             "id": "professional",
             "definition": "employed or in a profession",
             "examples": ["a school teacher"],
             "counter_examples": ["a labourer"]
            },
            {
             "id": "business_owner",
             "definition": "trades or runs a business",
             "examples": ["a businessman"],
             "counter_examples": ["none of his business"]
            },
            {
             "id": "retired",
             "definition": "retired or a pensioner",
             "examples": ["a retired teacher"],
             "counter_examples": ["he was tired"]
            },
            {
             "id": "novice",
             "definition": "followed instructions that an experienced user would doubt",
             "examples": ["Believing him she shared the OTP."]
            },
            {"id": "intermediate", "definition": "uses digital services with some routine"},
            {"id": "advanced", "definition": "works with information technology"}
           ]
          },
          {
           "id": "impact_outcome",
           "definition": "What it did to the victim.",
           "tags": [
            {
             "id": "direct_monetary_loss",
             "definition": "money was lost",
             "examples": ["Rs 5000 was debited", "He lost INR 5000.", "She paid ₹ 900 for the tax."],
             "counter_examples": ["threatened", "No money was lost but he was threatened, though nothing was paid."]
            },
            {
             "id": "unauthorized_transactions",
             "definition": "transactions the victim did not want",
             "examples": ["debited without his knowledge", "She shared the OTP and Rs 9000 was debited."],
             "counter_examples": ["with his consent"]
            },
            {
             "id": "investment_loss",
             "definition": "money placed in a pretended investment was lost",
             "examples": ["He invested in a fake trading app and could not withdraw."],
             "parents": ["direct_monetary_loss"]
            },
            {
             "id": "credit_damage",
             "definition": "loans or dues in the victim's name",
             "examples": ["A loan was taken in his name and the CIBIL score fell."],
             "counter_examples": ["He got credit for it."]
            },
            {
             "id": "privacy_breach",
             "definition": "private data or pictures got into others' hands",
             "examples": ["They got his contact list and gallery."],
             "counter_examples": ["He has a private car."]
            },
            {
             "id": "emotional_trauma",
             "definition": "fear, distress, harassment",
             "synonyms": ["harassment"],
             "examples": ["She was in mental agony."],
             "counter_examples": ["He was calm."],
             "aliases": ["harassment"]
            },
            {
             "id": "reputation_damage",
             "definition": "standing before others was harmed",
             "examples": ["His reputation was damaged."],
             "counter_examples": ["The repair was done."]
            },
            {
             "id": "identity_compromise",
             "definition": "the victim's identity or documents can be used by others",
             "examples": ["An account was opened in his name without his knowledge."],
             "counter_examples": ["His name is Ram."]
            }
           ]
          },
          {
           "id": "social_engineering",
           "definition": "How the victim was made to comply.",
           "tags": [
            {
             "id": "time_pressure",
             "definition": "haste",
             "examples": ["will be blocked today itself"],
             "counter_examples": ["next year"]
            },
            {
             "id": "threat_pressure",
             "definition": "threats and fear",
             "examples": ["threatened to make it viral", "CBI kept her under digital arrest."],
             "counter_examples": ["a friendly talk"]
            },
            {
             "id": "opportunity_fomo",
             "definition": "greed, a bargain or a chance not to be missed",
             "examples": ["huge profit was promised"],
             "counter_examples": ["a small shop"]
            },
            {
             "id": "authority_pressure",
             "definition": "an office that must be obeyed",
             "examples": ["He posed as a customs officer.", "CBI kept her under digital arrest."],
             "counter_examples": ["The officer left."]
            },
            {
             "id": "fake_credentials",
             "definition": "false papers, badges, titles or sites",
             "examples": ["He showed a fake warrant.", "A person posing as a customs officer showed himself on video."],
             "counter_examples": ["He has a degree."]
            },
            {
             "id": "false_testimonials",
             "definition": "others' pretended success",
             "examples": ["Screenshots of profit of other members were shown."],
             "counter_examples": ["He met the members."]
            },
            {
             "id": "impersonation",
             "definition": "being taken for somebody else",
             "examples": ["A person posing as a bank manager called.", "CBI kept her under digital arrest."],
             "counter_examples": ["He was opposing the plan."]
            },
            {
             "id": "gradual_investment",
             "definition": "small payments first, larger ones later",
             "examples": ["Initially a small profit was credited and then he invested more money.", "He invested in a fake trading app in phases."],
             "counter_examples": ["He paid once."]
            },
            {
             "id": "relationship_building",
             "definition": "trust and affection",
             "examples": ["He won her trust by chatting daily."],
             "counter_examples": ["They are here."],
             "aliases": ["trust_building"]
            }
           ]
          },
          {
           "id": "geographic_temporal",
           "definition": "Where, and over what time.",
           "tags": [
            {
             "id": "cross_border",
             "definition": "another country is involved",
             "examples": ["The call came from Cambodia."],
             "counter_examples": ["It is near."]
            },
            {
             "id": "interstate",
             "definition": "another state of India is involved",
             "examples": ["The account is in Rajasthan."],
             "counter_examples": ["The account is near."]
            },
            {
             "id": "local",
             "definition": "offender or act near the victim",
             "examples": ["The neighbour did it."],
             "counter_examples": ["An unknown caller did it."]
            },
            {"id": "cyber_space", "definition": "only online", "examples": ["P.O. cyber space"], "counter_examples": ["on the road"]},
            {
             "id": "quick_hit",
             "definition": "minutes to hours",
             "examples": ["within minutes", "She shared the OTP and Rs 9000 was debited."],
             "counter_examples": ["over a year"]
            },
            {
             "id": "multiple_day_operation",
             "definition": "several days",
             "examples": ["on different dates", "He invested in a fake trading app and later again."],
             "counter_examples": ["in one minute"]
            },
            {
             "id": "sustained_fraud",
             "definition": "weeks or longer",
             "examples": ["for several months"],
             "counter_examples": ["in one minute"]
            }
           ]
          }
         ]
        }
        """##

    static let rules = ##"""
        {
         "version": "2026.12",
         "lists": {
          "posing": [
           "posing as", "posed as", "pretending as", "pretended as", "acting as", "masquerad*", "posing", "bole porichoy",
           "theke bolchi", "impersonat*", "pretend* to be", "pretending", "claiming to be", "claimed to be", "claims to be",
           "claimed himself", "claiming himself", "claiming herself", "claiming that he was", "introduc* % as", "identif* % as",
           "in the guise of", "disguis* as", "disguise of", "stating to be", "stated to be", "stating himself", "calling himself",
           "calling herself", "calling as", "in the name of", "on behalf of", "representing", "representative of", "fake executive",
           "fake officer", "fake official", "fake police", "fake customer care", "fake agent", "self styled", "so called officer",
           "dressed as", "in police uniform", "in uniform", "saying that he was", "saying he was from", "said he was from",
           "said she was from", "told he was from", "caller from", "speaking from", "spoke as", "as an officer", "as an official",
           "as bank manager", "as a bank", "fraudulently represented", "parichay diye", "bankar", "bolkar", "ban kar", "sajiye", "seje"
          ],
          "officials": [
           "cbi", "c b i", "police", "crime branch", "customs", "custom officer*", "customs officer*", "narcotics", "ncb", "trai",
           "enforcement directorate", "ed officer*", "ed official*", "ed department", "officer of ed", "nia", "ats", "interpol",
           "income tax", "cyber cell", "cyber crime officer*", "cyber police", "telecom department", "telecom authority",
           "department of telecom*", "telecommunication department", "dot officer*", "supreme court", "high court", "judge",
           "magistrate", "ips officer*", "rbi officer*", "rbi official*", "intelligence bureau", "government official*",
           "government officer*", "govt official*", "govt officer*", "investigating officer", "army officer*", "cisf", "dcp", "acp",
           "dsp", "sp office", "commissioner of police", "police commissioner", "inspector", "ips", "in uniform", "bureau", "task force",
           "cyber officer*", "military officer*", "law enforcement", "public prosecutor", "daroga", "thanedar"
          ],
          "accusation": [
           "parcel % name", "parcel % her name", "package % name", "consignment % name", "courier % name", "vulgar text*",
           "vulgar messages", "obscene messages", "obscene texts", "obscene content", "sending % obscene", "sending % vulgar",
           "sim % purchased", "sim % bought", "sim % taken", "passbook % found", "passbook % recovered", "atm card % found",
           "card % found in", "parcel % drugs", "parcel % contraband", "parcel % illegal", "parcel % passport*", "parcel % narcotic*",
           "parcel % mdma", "parcel % seized", "parcel % containing", "package % drugs", "package % illegal", "package % seized",
           "package % intercepted", "courier % drugs", "courier % illegal", "courier % seized", "consignment % drugs",
           "consignment % seized", "consignment % intercepted", "consignment % banned", "contraband", "mdma", "narcotic substance*",
           "fake passports", "illegal items", "illegal articles", "prohibited items", "banned items", "banned goods", "illegal goods",
           "illegal parcel", "smuggl*", "money laundering", "launder*", "hawala", "terror funding", "terror* activit*", "anti national",
           "human trafficking", "organ trafficking", "identity % used", "identity % misused", "aadhaar % used", "aadhaar % misused",
           "aadhaar % linked", "pan % used for", "documents % used for", "documents % misused", "name % used for", "name % misused",
           "sim % used for", "sim % used in", "sim % issued in", "sim % registered in", "sim % misused", "number % used for",
           "number % used in", "number % involved", "number % linked", "number % misused", "account % used for", "account % linked to",
           "account % opened in his name", "account % opened in her name", "account % involved in", "messages % sent from",
           "messages % were sent", "calls % made from", "case % against him", "case % against her", "case % against the complainant",
           "case was registered", "case had been registered", "case % registered in", "fir % against him", "fir % against her",
           "complaints % against", "complaint % against his", "complaint % against her", "arrest warrant", "non bailable warrant",
           "warrant* % issued", "warrant* % against", "warrant* % name", "involved in % crime", "involved in % case", "involvement in",
           "name % figured", "name % surfaced", "name % appeared", "name % cropped up", "implicated", "illegal activit*",
           "illegal advertis*", "illegal transaction*", "scam case", "fraud case", "criminal case", "crime % committed with",
           "nashe ka saman", "maal pakda", "mamla darj", "manglik"
          ],
          "fear": [
           "warrant*", "unless", "video call*", "skype", "zoom call", "on camera", "front of % camera", "camera on", "webcam",
           "surveillance", "whatsapp call", "not to disconnect", "not to leave", "not to go out", "not to cut", "without disconnecting",
           "remain online", "stay online", "stay on the call", "remain on the call", "stay connected", "kept % on call",
           "kept % on the line", "kept on line", "not to tell", "not to inform", "not to disclose", "not to share", "not disclose",
           "not allowed", "not allowing", "not permitted", "confined", "isolat*", "hotel room", "house arrest", "under arrest",
           "virtual arrest", "online arrest", "arrest*", "jail*", "imprison*", "custody", "prison", "girftar*", "greftar*",
           "verification of funds", "fund verification", "verify % funds", "verify % money", "secret account", "supervision account",
           "safe account", "government account", "rbi account", "settle the matter", "settle the case", "clear % name", "clearance",
           "security deposit", "bail", "penalty", "fine", "legal action", "threat*", "fear*", "frighten*", "scared", "terrified",
           "panic*", "dhamki", "bhoy"
          ],
          "callwords": [
           "phone call*", "received a call", "received call*", "got a call", "got call", "call from", "calls from", "called him",
           "called her", "called the complainant", "called up", "call was received", "received % call", "telephone call*",
           "unknown number", "unknown caller", "over phone", "over telephone", "telephonically", "contacted over", "rang", "rang up",
           "caller", "phoned", "ivr call", "automated call", "phone korechilo", "phone aaya", "call aaya", "phone ase", "call ase"
          ],
          "paid": [
           "paid", "pay", "deposit*", "transfer*", "sent", "remit*", "debited", "deducted", "lost", "invest", "invests", "invested",
           "investing", "investment*", "investor*"
          ],
          "gone": [
           "debited", "deducted", "withdrawn", "withdrawal*", "siphoned", "transferred from", "transferred out", "drawn from",
           "was lost", "deduction*", "disappeared", "vanished", "fraudulently transferred", "cut from", "money went", "kat gaya",
           "kete niyeche", "kete nilo"
          ],
          "cheated": [
           "cheat*", "duped", "defraud*", "fraudulently", "swindl*", "thagi", "thaga", "dhokha", "pratarana", "protarana", "conned",
           "tricked", "scammed", "embezzl*", "misappropriat*"
          ],
          "job": [
           "job", "jobs", "vacancy", "vacancies", "recruit*", "placement", "naukri", "chakri", "chakr*", "employment", "work from home",
           "part time", "data entry", "hiring"
          ],
          "loan": ["loan", "loans", "lending", "udhaar", "rin"],
          "nude": [
           "nude*", "naked", "obscene video*", "sex video*", "sexual video*", "sexually explicit", "undress*", "without clothes",
           "intimate video*", "intimate photo*", "intimate picture*", "intimate image*", "private photo*", "private video*",
           "private picture*", "morphed", "obscene photo*", "obscene picture*", "obscene image*", "nangi", "ashlil", "ashleel",
           "vulgar video*", "porn*", "remove % clothes", "removed % clothes", "stripp*"
          ],
          "extort": [
           "blackmail*", "extort*", "threat* % viral", "threat* % circulate", "threat* % upload", "threat* % share", "threat* % publish",
           "threat* % send", "threat* % leak", "make it viral", "make % viral", "demanded money", "demanded rs", "demanding money",
           "asked for money", "demand* % amount", "unless % paid", "unless money", "dhamki"
          ],
          "invest": [
           "invest", "invests", "invested", "investing", "investment*", "investor*", "trading", "trade", "shares", "share market",
           "stocks", "stock market", "stock", "ipo", "forex", "crypto*", "bitcoin", "usdt", "mutual fund", "nivesh"
          ],
          "profit": [
           "profit*", "return*", "double % money", "doubl*", "earn*", "gain*", "dividend", "tips", "bonus", "guaranteed", "munafa",
           "labh"
          ],
          "acquainted": [
           "known to % complainant", "known to him", "known to her", "known person", "previously known", "prior acquaintance",
           "acquainted with", "old friend", "childhood friend", "family friend", "neighbour*", "neighbor*", "relative", "cousin",
           "brother in law", "uncle", "business partner", "partner in business", "partnership", "co villager", "same village",
           "colleague", "his employee", "her employee", "former employee", "ex employee", "landlord", "tenant", "in good faith",
           "developed friendly relation", "well known", "longtime associate", "local resident", "of the same locality", "accused named",
           "parichit", "chena", "porichito"
          ],
          "cyber": [
           "otp", "upi", "online", "whatsapp", "telegram", "facebook", "instagram", "app", "apk", "link", "website", "net banking",
           "internet", "phonepe", "google pay", "gpay", "paytm", "email", "e mail", "social media", "hack*", "atm", "aadhaar enabled",
           "aeps", "imps", "neft", "debit card", "credit card", "qr code", "cyber crime", "video call", "sms", "messenger",
           "mobile banking", "phone call*", "bank account % debited"
          ],
          "banks": [
           "bank manager", "bank official*", "bank officer*", "bank executive*", "bank staff", "bank employee*", "from % bank",
           "officer of % bank", "manager of % bank", "head office of", "sbi", "hdfc", "icici", "axis", "pnb", "canara", "yono",
           "bank % representative", "credit card department", "customer care of % bank", "rbi"
          ],
          "companies": [
           "amazon", "flipkart", "myntra", "meesho", "paytm", "phonepe", "airtel", "jio", "vodafone", "bsnl", "electricity",
           "electric office", "electric supply", "power supply", "discom", "bijli", "company", "insurance", "courier", "fedex", "dhl",
           "blue dart", "gas agency", "gas connection", "lpg", "bajaj", "zomato", "swiggy", "irctc", "makemytrip", "netflix",
           "microsoft", "google", "tata", "reliance", "lic", "policybazaar", "broadband", "online shop", "e commerce",
           "telecom operator", "service provider", "brand"
          ],
          "search": [
           "google", "searched", "searching", "search engine", "internet search", "searched % internet", "looked up",
           "looked for % number", "look up", "from the internet", "on the internet", "from internet", "internet theke", "from net",
           "online search", "found % internet", "found % online", "got % number from google", "google search", "google theke",
           "google pe"
          ],
          "care": [
           "customer care", "customer service", "customer support", "helpline", "help line", "toll free", "call centre", "call center",
           "service centre", "support number", "contact number of", "care number", "care executive", "complaint number",
           "grievance number"
          ],
          "remote": [
           "anydesk", "any desk", "teamviewer", "team viewer", "quick support", "quicksupport", "rustdesk", "rust desk", "screen shar*",
           "share % screen", "shared % screen", "sharing % screen", "remote access", "remote control", "remotely", "control % phone",
           "control % mobile", "control of % phone", "control of % mobile", "control % screen", "airdroid", "ultraviewer", "mirroring",
           "screen mirror*", "alpemix"
          ],
          "ads": [
           "facebook ad", "facebook ads", "instagram ad", "instagram ads", "youtube ad", "youtube ads", "google ad", "google ads",
           "ad of", "advertisement*", "advt", "advertis*", "ad on", "ads on", "online ad", "online ads", "sponsored", "reel", "reels",
           "vigyapan", "bigyapon", "pop up"
          ],
          "social": ["facebook", "instagram", "youtube", "social media", "twitter", "messenger", "snapchat", "linkedin"],
          "market": [
           "olx", "quikr", "facebook marketplace", "marketplace", "second hand", "posted % for sale", "put % for sale", "put up % sale",
           "ad for sale", "sell his", "sell her", "selling his", "selling her", "sale of % furniture", "sale of old", "99acres",
           "magicbricks", "nobroker", "housing com", "let out", "rent out", "to rent % flat", "magic bricks"
          ],
          "biometric": [
           "biometric*", "fingerprint*", "finger print*", "thumb impression*", "thumb print*", "thumbprint*", "thumb", "iris", "angul*",
           "tip soi", "tipsoi", "angootha"
          ],
          "csp": [
           "csp", "customer service point", "bank mitra", "banking correspondent", "bc point", "kiosk", "aeps agent", "bank kiosk",
           "grahak seva"
          ],
          "subsidy": [
           "subsidy", "subsidies", "pm kisan", "kisan samman", "lakshmir bhandar", "ayushman", "pradhan mantri", "government scheme",
           "govt scheme", "pmay", "awas yojana", "ration card benefit", "scholarship", "pension scheme", "anudan", "sarkari yojana",
           "benefit of scheme", "gas subsidy"
          ],
          "secret": [
           "otp", "one time password", "pin", "upi pin", "atm pin", "mpin", "password", "passcode", "cvv", "card details", "card detail",
           "card number", "card no", "card particulars", "net banking credentials", "internet banking credentials",
           "banking credentials", "credentials", "login details", "user id", "bank details", "expiry date"
          ],
          "gave": [
           "share*", "shared", "sharing", "disclos*", "gave", "given", "giving", "obtain*", "entered", "entering", "enter", "asked for",
           "put", "filled", "fill", "provided", "provide", "told", "collected", "took", "read out", "bataya", "bata diya", "bole dey",
           "bole diye", "diye dey", "diya", "revealed", "parted with", "submitted", "typed", "furnished", "handed"
          ],
          "withoutknow": [
           "without his knowledge", "without her knowledge", "without my knowledge", "without knowledge", "without their knowledge",
           "without % consent", "without % authori*", "without % permission", "without any otp", "without sharing", "without otp",
           "without any transaction", "unauthori*", "without informing", "not done by", "never made", "never shared", "had not shared",
           "did not share", "did not make", "did not do any", "not authorised", "not authorized", "not made by", "unknown to him",
           "unknown to her", "automatically", "ajante", "bina bataye", "bina otp"
          ],
          "days": [
           "several days", "many days", "few days", "different dates", "various dates", "several dates", "two days", "three days",
           "four days", "five days", "six days", "seven days", "ten days", "# days", "for days", "from time to time",
           "several transactions", "multiple transactions", "different occasions", "several occasions", "on several times",
           "several phases", "in phases", "phase wise", "phased manner", "in installments", "instalments", "day by day", "over % days",
           "over % weeks", "next few days", "period from", "between # and", "one week", "a week", "weeks", "different dates"
          ],
          "months": [
           "over % months", "for months", "# months", "several months", "two months", "three months", "four months", "six months",
           "last year", "over a year", "# years ago", "since # months", "long period", "regularly", "monthly", "every month",
           "repeatedly", "again and again", "continuously"
          ],
          "foreign": [
           "cambodia", "myanmar", "dubai", "nigeria*", "china", "chinese", "hong kong", "foreign", "abroad", "overseas", "from uk",
           "in uk", "london", "usa", "america*", "pakistan*", "international number", "foreign number", "laos", "thailand", "vietnam",
           "outside india", "us citizen*", "uk based", "canada", "germany"
          ],
          "states": [
           "rajasthan", "jharkhand", "jamtara", "bihar", "haryana", "mewat", "uttar pradesh", "delhi", "gujarat", "maharashtra",
           "mumbai", "karnataka", "bengaluru", "bangalore", "assam", "odisha", "tamil nadu", "chennai", "hyderabad", "telangana",
           "kerala", "madhya pradesh", "bharatpur", "other state*", "another state", "outside the state", "different states",
           "inter state", "interstate"
          ]
         },
         "spellings": {
          "aadhar": "aadhaar",
          "adhar": "aadhaar",
          "adhaar": "aadhaar",
          "adhhar": "aadhaar",
          "aadhaarcard": "aadhaar",
          "aadar": "aadhaar",
          "otps": "otp",
          "watsapp": "whatsapp",
          "whatsap": "whatsapp",
          "whatsup": "whatsapp",
          "whtsapp": "whatsapp",
          "wp": "whatsapp",
          "whatapp": "whatsapp",
          "wattsapp": "whatsapp",
          "wtsapp": "whatsapp",
          "recieved": "received",
          "recd": "received",
          "rcvd": "received",
          "receved": "received",
          "complaintant": "complainant",
          "complt": "complainant",
          "compl": "complainant",
          "complainent": "complainant",
          "transfered": "transferred",
          "tranferred": "transferred",
          "trfd": "transferred",
          "trnsfrd": "transferred",
          "transfrd": "transferred",
          "trf": "transferred",
          "amt": "amount",
          "ammount": "amount",
          "ac": "account",
          "acct": "account",
          "accout": "account",
          "acount": "account",
          "accnt": "account",
          "cheeted": "cheated",
          "unkown": "unknown",
          "txn": "transaction",
          "transection": "transaction",
          "trxn": "transaction",
          "thru": "through",
          "throgh": "through",
          "msg": "message",
          "mesage": "message",
          "custmer": "customer",
          "coustomer": "customer",
          "nos": "number",
          "num": "number",
          "fb": "facebook",
          "facbook": "facebook",
          "insta": "instagram",
          "polce": "police",
          "offcer": "officer",
          "oficer": "officer",
          "advertisment": "advertisement",
          "advertise": "advertisement",
          "phonpe": "phonepe",
          "fonepe": "phonepe",
          "enydesk": "anydesk",
          "anydeks": "anydesk",
          "electrcity": "electricity",
          "lnk": "link",
          "clik": "clicked",
          "threatned": "threatened",
          "percel": "parcel",
          "instaled": "installed",
          "dedcuted": "deducted",
          "neighbor": "neighbour",
          "froud": "fraud",
          "credential": "credentials",
          "center": "centre",
          "cald": "called",
          "vdo": "video",
          "vedio": "video",
          "pic": "photo",
          "pics": "photos",
          "maneger": "manager",
          "mgr": "manager",
          "bnk": "bank",
          "jb": "job",
          "compny": "company",
          "ekyc": "kyc"
         },
         "ordinary": [
          "absence", "accessed", "accounts", "advance", "advanced", "advocate", "amounts", "arrears", "arrested", "article", "articles",
          "assessed", "backed", "battery", "believed", "booking", "calling", "chanced", "changed", "charged", "college", "colleges",
          "content", "contest", "contract", "cooking", "covered", "cracked", "created", "custody", "custom", "customers", "customize",
          "deceived", "deleted", "delivered", "delivery", "detected", "different", "discovered", "distinct", "district", "entered",
          "entire", "evidence", "excessed", "falling", "feeling", "filling", "foreign", "foreigner", "forgery", "forging", "general",
          "generally", "grader", "grading", "hacked", "husband", "indifferent", "infested", "invented", "invested", "investor",
          "investors", "jewellery", "looking", "lottery", "magical", "marked", "market", "massage", "massages", "medical", "meeting",
          "message", "minister", "ministry", "minutes", "offered", "offers", "officers", "offices", "packed", "painting", "parent",
          "parents", "parking", "passport", "passports", "password", "passwords", "person", "personal", "personnel", "persons",
          "physical", "polices", "policies", "policy", "pottery", "precious", "presence", "previous", "printing", "private", "profits",
          "prophet", "purchase", "purchased", "receive", "received", "receiver", "recorded", "recover", "recovery", "related",
          "relieved", "rental", "rented", "reported", "request", "requests", "required", "residence", "resident", "retired", "returned",
          "securities", "security", "selling", "serious", "service", "services", "several", "severed", "shares", "started", "stated",
          "station", "stations", "stayed", "students", "surgery", "telling", "thrashed", "thread", "threaded", "threat", "threaten",
          "tracked", "trader", "traders", "trading", "trained", "transfer", "transfers", "treading", "treated", "various", "vehicle",
          "vehicles", "village", "villages", "withdrew", "without"
         ],
         "ages": [
          "aged #", "aged about #", "age #", "age about #", "# years old", "# yrs old", "aged around #", "age of #", "# yr old",
          "umar #", "boyos #"
         ],
         "rules": [
          {
           "id": "R-DA-WORDS",
           "facet": "crime_type",
           "tag": "digital_arrest",
           "confidence": 0.98,
           "any": [
            "digital arrest", "digitally arrested", "digital custody", "digital house arrest", "cyber arrest", "virtual arrest",
            "online arrest", "digital* % arrest"
           ],
           "match": ["He was kept under digital arrest for two days."],
           "no_match": ["The police arrested a digital artist."]
          },
          {
           "id": "R-DA-FEAR",
           "facet": "crime_type",
           "tag": "digital_arrest",
           "confidence": 0.88,
           "all": [
            ["@officials", "fedex", "dhl", "blue dart", "courier company", "courier office", "courier service", "telecom", "airport"],
            ["@accusation"],
            ["@fear"]
           ],
           "none": [
            "nude*", "naked", "obscene video*", "sex video*", "gift parcel", "gift", "gifts", "matrimon*", "dating", "lottery",
            "accused was arrested", "arrested the accused", "recovered from the accused", "one accused", "kyc", "raid", "loan app",
            "instant loan", "recovery agent*"
           ],
           "within": 80,
           "match": [
            "A person posing as a customs officer called and said a parcel in his name had drugs and a warrant would issue unless he paid.",
            "Caller claiming to be from CBI said her Aadhaar has been used in money laundering and kept her on a video call.",
            "Some men in uniform told him over Skype that a package with MDMA was intercepted in his name and he was not to leave the room.",
            "An officer of the telecom department said a SIM issued in her name was used in crime; out of fear of jail she sent Rs 4 lakh."
           ],
           "no_match": [
            "He ordered a parcel online and it never came.", "The police were informed about the theft of a mobile.",
            "He was cheated by a fake trading app and informed the cyber cell, and legal action was prayed for."
           ]
          },
          {
           "id": "R-DA-HELD",
           "facet": "crime_type",
           "tag": "digital_arrest",
           "confidence": 0.8,
           "all": [
            ["@posing"], ["@officials"],
            [
             "video call*", "skype", "zoom call", "on camera", "not to disconnect", "not to leave", "not to cut", "kept % on call",
             "kept % on the line", "kept on line", "remain online", "stay online", "stay on the call", "remain on the call"
            ]
           ],
           "none": [
            "nude*", "naked", "obscene", "sex", "gift", "gifts", "matrimon*", "dating", "lottery", "kyc", "raid", "loan app", "instant loan",
            "recovery agent*"
           ],
           "within": 60,
           "match": [
            "A man posing as CBI officer kept him on video call for two days and took Rs 4,50,000.",
            "Impersonating customs she was told over Skype not to leave the house until she paid."
           ],
           "no_match": [
            "A man posing as CBI officer sold him a flat.",
            "She made a video call to the police helpline.",
            "After an obscene video call a man posing as a police officer asked for money."
           ]
          },
          {
           "id": "R-DA-PAID",
           "facet": "crime_type",
           "tag": "digital_arrest",
           "confidence": 0.8,
           "all": [["@posing"], ["@officials"], ["@accusation"], ["@paid", "demand*"]],
           "none": [
            "nude*", "naked", "obscene video*", "sex video*", "gift parcel", "gift", "gifts", "matrimon*", "dating", "lottery", "kyc",
            "raid", "loan app", "instant loan", "recovery agent*"
           ],
           "within": 60,
           "match": ["A person posing as a CBI officer called and said a parcel had drugs; he sent money."],
           "no_match": ["A person posing as a police officer sold him a fake ticket."]
          },
          {
           "id": "R-AEPS",
           "facet": "crime_type",
           "tag": "AEPS_fraud",
           "confidence": 0.95,
           "any": ["aeps", "aadhaar enabled payment*", "aadhaar enabled", "aadhaar based withdrawal*", "aadhaar based payment*", "aadhaar pay"],
           "match": ["Rs 10,000 was withdrawn through AEPS without any OTP."],
           "no_match": ["He withdrew cash from an ATM."]
          },
          {
           "id": "R-AEPS-BIO",
           "facet": "crime_type",
           "tag": "AEPS_fraud",
           "confidence": 0.88,
           "all": [
            ["@biometric"],
            ["aadhaar", "@csp", "registry office", "land deed", "registration office", "micro atm", "bank account"],
            ["@gone", "withdrew", "withdraw", "cash out"]
           ],
           "none": ["sold pre activated", "raid"],
           "match": [
            "Money was withdrawn at a CSP by using her Aadhaar number and cloned fingerprint.",
            "Her thumb impression was taken twice on a small machine with the Aadhaar card and later Rs 10000 was found deducted."
           ],
           "no_match": ["The phone has a fingerprint lock."]
          },
          {
           "id": "R-CSP",
           "facet": "crime_type",
           "tag": "csp_fraud",
           "confidence": 0.88,
           "all": [
            ["@csp"],
            [
             "@cheated", "@gone", "did not deposit", "not deposited", "took % money", "kept % money", "fixed deposit", "false receipt",
             "fake receipt", "fake passbook", "misappropriat*", "without % knowledge"
            ]
           ],
           "none": ["unknown csp", "some csp"],
           "match": ["The operator of a CSP misappropriated the deposits of villagers and gave fake receipts."],
           "no_match": ["He went to the CSP to update his passbook."]
          },
          {
           "id": "R-INVEST",
           "facet": "crime_type",
           "tag": "investment_scam",
           "confidence": 0.9,
           "any": [
            "investment scam", "fake trading", "trading app*", "guaranteed return*", "high return*", "stock tips", "ipo allotment",
            "share trading", "forex trading", "crypto trading", "online trading", "trading platform*", "trading group",
            "investment app*", "investment group", "investment platform*", "investment scheme*", "ponzi", "chit fund", "block trade*",
            "institutional account", "investment plan*"
           ],
           "none": ["customer care number"],
           "match": ["She was added to a group giving stock tips and invested through a fake trading app."],
           "no_match": ["He has invested in a shop."]
          },
          {
           "id": "R-INVEST-PROFIT",
           "facet": "crime_type",
           "tag": "investment_scam",
           "confidence": 0.84,
           "all": [["@invest"], ["@profit"], ["@paid", "lured", "induc*", "persuad*", "promis*", "assur*"]],
           "none": ["returned home", "shop", "task", "tasks", "like and subscribe", "tender"],
           "within": 60,
           "match": [
            "He was promised to double his money in crypto and invested Rs 2 lakh.",
            "An online mentor assured daily gain if she bought stocks through his site, and she deposited Rs 90,000."
           ],
           "no_match": ["He sells vegetables.", "He returned the goods."]
          },
          {
           "id": "R-STOCK",
           "facet": "crime_type",
           "tag": "stock_market_scam",
           "confidence": 0.85,
           "all": [
            [
             "stock market", "share market", "stock", "stocks", "ipo", "demat", "share trading", "stock tips", "shares", "sebi",
             "block trade*", "nse", "bse", "equity"
            ],
            [
             "invest", "invests", "invested", "investing", "investment*", "investor*", "profit*", "return*", "trading", "trade", "tips",
             "deposit*"
            ]
           ],
           "none": ["out of stock", "in stock", "stock of"],
           "within": 60,
           "match": ["He was told to invest in the share market through an app showing false profit."],
           "no_match": ["He works at the vegetable market."]
          },
          {
           "id": "R-TASK",
           "facet": "crime_type",
           "tag": "task_based_fraud",
           "confidence": 0.9,
           "any": [
            "task based", "prepaid task*", "pre paid task*", "prepaid merchant task*", "like and subscribe", "liking youtube",
            "like youtube", "liking videos", "like % videos", "rating hotels", "rate hotels", "hotel rating*", "google reviews",
            "google review", "google map review*", "google maps review*", "complete tasks", "completing tasks", "completed tasks",
            "telegram task*", "online task*", "task fraud", "review task*", "merchant task*", "rating task*", "daily task*",
            "data rating", "movie rating", "give % star*", "subscrib* % channel*", "likes % videos"
           ],
           "match": ["He was offered a part time job of liking YouTube videos and paid for prepaid tasks."],
           "no_match": ["He had the task of painting the house."]
          },
          {
           "id": "R-TASK-2",
           "facet": "crime_type",
           "tag": "task_based_fraud",
           "confidence": 0.86,
           "all": [
            ["task", "tasks", "ratings", "reviews", "work from home", "part time"],
            ["commission", "negative balance", "unlock", "prepaid", "advance", "paid % task", "earn*", "wallet", "more money", "deposit*"]
           ],
           "none": ["registration fee", "placement", "salary", "data entry", "offer letter"],
           "within": 50,
           "match": ["On Telegram she was given tasks, earned Rs 200 and then had to deposit more to unlock the commission."],
           "no_match": ["His task was difficult."]
          },
          {
           "id": "R-JOB",
           "facet": "crime_type",
           "tag": "job_fraud",
           "confidence": 0.86,
           "all": [
            ["@job"],
            [
             "registration fee*", "registration charge*", "processing fee*", "security deposit", "security money", "offer letter",
             "appointment letter", "interview fee*", "joining letter", "training fee*", "fake company", "paid money", "paid rs",
             "deposit*", "sent money", "transfer*", "medical fee*", "agreement", "penalty", "visa", "airport", "abroad", "cheat*",
             "duped", "collected money", "took money", "took rs", "advance", "fee", "fees", "charges"
            ]
           ],
           "none": ["loan", "lost his job", "quit his job", "@nude"],
           "within": 70,
           "match": [
            "On the pretext of a job he paid a registration fee and got a fake offer letter.",
            "By giving false promise of employment in the airport they took Rs 60,000 from him as medical and training charges."
           ],
           "no_match": ["He lost his job last year."]
          },
          {
           "id": "R-JOB-LETTER",
           "facet": "crime_type",
           "tag": "job_fraud",
           "confidence": 0.84,
           "all": [
            ["appointment letter", "offer letter", "joining letter", "ground staff", "training fee", "interview"],
            ["fee", "fees", "charge", "charges", "money", "deposit*", "paid", "collected"]
           ],
           "none": ["@nude"],
           "within": 50,
           "match": ["They collected training charges and mailed a fake appointment letter."]
          },
          {
           "id": "R-JOB-TASK",
           "facet": "crime_type",
           "tag": "job_fraud",
           "confidence": 0.6,
           "all": [["@job"], ["task", "tasks", "@ads", "telegram", "whatsapp"]],
           "if_tags": ["crime_type/task_based_fraud"],
           "match": ["He was offered a part time job of liking YouTube videos on Telegram and paid for prepaid tasks."]
          },
          {
           "id": "R-LOAN",
           "facet": "crime_type",
           "tag": "loan_fraud",
           "confidence": 0.88,
           "any": [
            "loan app*", "instant loan*", "online loan*", "pre approved loan*", "loan processing", "loan on low interest",
            "loan application", "lending app*", "easy loan", "quick loan", "loan % sanction*", "sanction* % loan", "loan % disburse*",
            "loan % approved", "personal loan % processing"
           ],
           "none": ["repaid the loan at the branch"],
           "match": ["He took Rs 3000 from an instant loan app and was threatened for more."],
           "no_match": ["He repaid the loan at the branch."]
          },
          {
           "id": "R-LOAN-2",
           "facet": "crime_type",
           "tag": "loan_fraud",
           "confidence": 0.82,
           "all": [
            ["@loan"],
            [
             "processing fee*", "file charge*", "insurance % charge*", "gst", "advance emi", "contact list", "contacts", "gallery",
             "morphed", "recovery agent*", "no loan", "loan was not", "never disbursed", "low interest", "interest rate", "approved",
             "@ads", "finance company", "finserv"
            ]
           ],
           "within": 60,
           "match": ["A finance company promised a loan at low interest and took a processing fee and GST, but no loan was given."],
           "no_match": ["He took a loan from his uncle."]
          },
          {
           "id": "R-LOAN-NAME",
           "facet": "crime_type",
           "tag": "loan_fraud",
           "confidence": 0.75,
           "all": [
            ["@loan"],
            [
             "in his name", "in her name", "using his documents", "using her documents", "without % knowledge", "on the name of",
             "in the name of the complainant", "against his pan", "against her pan"
            ]
           ],
           "within": 25,
           "match": ["A loan was taken in her name without her knowledge."],
           "no_match": ["He has a loan."]
          },
          {
           "id": "R-KYC",
           "facet": "crime_type",
           "tag": "bank_kyc_fraud",
           "confidence": 0.9,
           "all": [
            [
             "kyc", "pan update*", "update pan", "pan % update*", "account will be blocked", "account would be blocked",
             "account % blocked", "account % suspended", "account % frozen", "account % deactivated", "net banking % suspended",
             "net banking % blocked", "net banking % deactivated", "mobile banking % blocked", "yono % suspended", "wallet % blocked",
             "wallet % suspended", "pan % linked", "pan % link", "link % pan", "pan % not updated", "pan card update*", "update % pan",
             "yono % blocked", "card % blocked", "reward points", "dormant"
            ],
            ["bank", "banks", "account", "sbi", "yono", "hdfc", "icici", "link", "sms", "app", "apk", "card", "paytm", "wallet"]
           ],
           "none": [
            "sim % blocked", "account was blocked in time", "mule", "police of", "by police", "p2p", "lien", "prayer for",
            "requested the bank", "immediately blocked", "got % blocked", "blocked % his account", "blocked % her account",
            "blocked his", "blocked her", "subsequently blocked", "electricity"
           ],
           "within": 40,
           "match": [
            "She got an SMS that her bank account will be blocked for want of KYC and clicked the link.",
            "A message said the net banking of SBI would be suspended unless the PAN was updated."
           ],
           "no_match": ["He visited the bank to open an account.", "He blocked his debit card and informed the bank."]
          },
          {
           "id": "R-CUST",
           "facet": "crime_type",
           "tag": "customer_service_fraud",
           "confidence": 0.88,
           "all": [
            ["@care"],
            [
             "@search", "fake", "posing", "called", "dialled", "dialed", "refund*", "number", "install*", "order*", "cancel*", "caller",
             "complaint*", "claiming", "pretend*", "recharge"
            ]
           ],
           "none": ["helpline 1930", "1930 helpline", "helpline number 1930", "cyber helpline", "@job", "national helpline"],
           "match": ["He searched the customer care number on Google and called it."],
           "no_match": ["The customer entered the shop.", "He reported on the 1930 helpline."]
          },
          {
           "id": "R-CUST-2",
           "facet": "crime_type",
           "tag": "customer_service_fraud",
           "confidence": 0.9,
           "any": [
            "customer care number", "customer care no", "customer care executive*", "customer care officer*", "fake customer care",
            "customer care of", "customer care agent*", "customer care representative*", "courier customer", "customer support number",
            "customer support executive*", "customer service number", "customer service executive*"
           ],
           "match": ["He found a customer care number for the courier."],
           "no_match": ["The customers cared little."]
          },
          {
           "id": "R-CUST-REFUND",
           "facet": "crime_type",
           "tag": "customer_service_fraud",
           "confidence": 0.8,
           "all": [
            [
             "refund*", "cancel*", "complain* about", "not delivered", "recharge fail*", "failed transaction", "wrong product",
             "wrong item", "pending delivery", "reschedul*", "courier % pending"
            ],
            ["@search", "@remote", "link", "executive"]
           ],
           "none": ["investment*", "trading", "job", "advance payment", "tax", "prayed for refund", "@nude", "loan app*", "seller"],
           "within": 60,
           "match": ["To get a refund of a failed recharge he searched online for the office number and shared his screen."],
           "no_match": ["He got the refund."]
          },
          {
           "id": "R-BILL",
           "facet": "crime_type",
           "tag": "customer_service_fraud",
           "confidence": 0.82,
           "all": [
            [
             "electricity", "power supply", "electric bill", "electric office", "electric connection", "light bill", "gas connection",
             "gas bill", "water bill", "broadband", "current bill", "bijli", "png connection"
            ],
            ["disconnect*", "cut", "unpaid", "bill", "not updated", "update", "verify*", "tonight"]
           ],
           "none": ["electrician", "stolen", "theft of"],
           "within": 30,
           "match": ["A message said the electricity would be disconnected tonight for the unpaid bill and to call the officer."],
           "no_match": ["The electrician repaired the line."]
          },
          {
           "id": "R-CALLCENTRE",
           "facet": "crime_type",
           "tag": "call_centre_fraud",
           "confidence": 0.85,
           "all": [
            ["call centre", "fake call centre", "illegal call centre", "bogus call centre"],
            [
             "raid*", "running", "operating", "employees", "foreign", "us citizen*", "busted", "computers", "laptops", "seized",
             "cheating"
            ]
           ],
           "within": 60,
           "match": ["A raid found an illegal call centre where employees were cheating foreign citizens."],
           "no_match": ["He called the call centre of the bank."]
          },
          {
           "id": "R-HOTEL",
           "facet": "crime_type",
           "tag": "fake_hotel_booking",
           "confidence": 0.88,
           "all": [
            ["hotel*", "resort", "guest house", "homestay", "holiday home", "cottage", "lodge", "room booking"],
            ["book*", "reserv*", "accommodation"],
            ["fake", "advance", "website", "online", "paid", "google", "no such booking", "no booking", "cheat*"]
           ],
           "none": ["task", "rating", "reviews", "arrest*"],
           "within": 50,
           "match": ["He paid an advance for a hotel booking on a fake website."],
           "no_match": ["They stayed at a hotel."]
          },
          {
           "id": "R-FRANCHISE",
           "facet": "crime_type",
           "tag": "franchise_fraud",
           "confidence": 0.88,
           "any": ["franchise*", "dealership*", "distributorship*", "agency % petrol pump", "petrol pump dealer*", "distributor of"],
           "none": ["car dealership", "visited the dealership"],
           "match": ["He paid for a franchise on a fake website."],
           "no_match": ["He sells franks at a stall."]
          },
          {
           "id": "R-WINE",
           "facet": "crime_type",
           "tag": "fake_wine_delivery_fraud",
           "confidence": 0.9,
           "all": [
            ["wine", "liquor", "alcohol", "whisky", "beer", "wine shop"],
            ["home delivery", "deliver*", "order*", "online", "google", "number"]
           ],
           "none": ["under the influence", "drunk", "smell of", "consum*", "seized"],
           "within": 25,
           "match": ["He searched a wine shop for home delivery and paid through the number found."],
           "no_match": ["He drank wine."]
          },
          {
           "id": "R-GAMBLE",
           "facet": "crime_type",
           "tag": "online_gambling",
           "confidence": 0.88,
           "any": [
            "online gambling", "betting app*", "online betting", "satta", "gaming app*", "online game*", "online casino", "mahadev",
            "betting site", "cricket betting", "rummy", "teen patti", "online gaming"
           ],
           "match": ["He lost money in a betting app."],
           "no_match": ["They played cards on the train."]
          },
          {
           "id": "R-GOODS",
           "facet": "crime_type",
           "tag": "failure_to_deliver_purchased_goods",
           "confidence": 0.84,
           "all": [
            ["order*", "purchas*", "booked", "bought", "buy"],
            [
             "not delivered", "never delivered", "nothing was delivered", "nothing % delivered", "did not deliver", "never received",
             "did not receive", "no delivery", "not received", "without delivery", "undelivered", "never sent", "did not send",
             "never dispatched", "never shipped", "never came", "never reached", "did not reach", "not sent", "blocked him",
             "blocked her", "not supplied", "did not supply", "never arrived", "nothing came", "no product", "empty box"
            ]
           ],
           "none": ["@nude", "otp", "loan", "shares", "trading", "invest", "invests", "invested", "investing", "investment*", "investor*"],
           "within": 60,
           "match": ["He ordered shoes on Instagram and paid, but nothing was delivered."],
           "no_match": ["He ordered food and it came."]
          },
          {
           "id": "R-ADSALE",
           "facet": "crime_type",
           "tag": "fake_advertisement_for_product_sales",
           "confidence": 0.78,
           "all": [
            ["@ads", "fake page", "fake website", "fake shop*", "bogus site", "fake online shop*"],
            ["order*", "purchas*", "buy", "bought", "sale", "sell*", "discount*", "cheap*", "low price", "product*"],
            ["paid", "advance", "payment", "transfer*"]
           ],
           "none": [
            "job", "invest", "invests", "invested", "investing", "investment*", "investor*", "trading", "loan", "franchise", "hotel",
            "@market"
           ],
           "within": 50,
           "match": ["Seeing an advertisement of sarees at a discount she paid in advance for the purchase."],
           "no_match": ["She saw an advertisement of a film."]
          },
          {
           "id": "R-SERVICE",
           "facet": "crime_type",
           "tag": "fake_service_fraud",
           "confidence": 0.74,
           "all": [
            [
             "packers and movers", "packers", "pest control", "astrolog*", "tantrik", "doctor appointment", "appointment", "puja",
             "pandit", "pilot service", "taxi service", "car rental", "bike rental", "ticket booking", "visa service", "helicopter",
             "yatra", "darshan", "maid service", "driver service", "repair service", "tour package", "travel agen*"
            ],
            ["paid", "advance", "cheat*", "duped", "transfer*", "link"]
           ],
           "none": ["appointment letter", "job"],
           "within": 40,
           "match": ["He booked a helicopter ride for darshan on a fake site and paid."],
           "no_match": ["The doctor's appointment was at nine."]
          },
          {
           "id": "R-SEXT",
           "facet": "crime_type",
           "tag": "sextortion",
           "confidence": 0.92,
           "any": ["sextortion", "nude video call*", "naked video call*", "obscene video call*", "sex chat", "sexual video call*", "nude call"],
           "match": ["A girl made a nude video call, recorded it and demanded money."],
           "no_match": ["He watched a video on YouTube."]
          },
          {
           "id": "R-SEXT-2",
           "facet": "crime_type",
           "tag": "sextortion",
           "confidence": 0.88,
           "all": [["@nude"], ["@extort"], ["money", "rs", "rupees", "amount", "paid", "pay", "payment", "lakh", "transfer*"]],
           "none": ["loan", "minor girl", "ex boyfriend", "ex husband", "former husband"],
           "within": 70,
           "match": ["Strangers recorded her undressed on a video chat and blackmailed her for money."],
           "no_match": ["He demanded his money back."]
          },
          {
           "id": "R-SBLACK",
           "facet": "crime_type",
           "tag": "sexual_blackmail",
           "confidence": 0.86,
           "all": [
            ["@nude", "private chat*", "intimate"],
            [
             "blackmail*", "threat* % viral", "viral", "threat* % circulate", "threat* % upload", "threat* % publish", "threat* % leak",
             "threat* % post", "threat* % share", "threat* % send", "dhamki", "demand*", "extort*"
            ]
           ],
           "within": 60,
           "match": ["He threatened to make her private photos viral."],
           "no_match": ["Her video became popular."]
          },
          {
           "id": "R-NCI",
           "facet": "crime_type",
           "tag": "non_consensual_imagery",
           "confidence": 0.86,
           "all": [
            [
             "@nude", "private photo*", "fake profile", "edited photo*", "objectionable photo*", "objectionable video*",
             "objectionable picture*", "photographs", "her photos", "her pictures", "her video*"
            ],
            ["circulat*", "upload*", "posted", "posting", "viral", "shared", "sent to % relatives", "spread", "leak*", "publish*"]
           ],
           "none": ["share trading", "demanded money to delete", "for sale"],
           "within": 40,
           "unless_tags": ["crime_type/sextortion"],
           "match": [
            "Her intimate pictures were circulated in a WhatsApp group by her ex boyfriend.",
            "Someone uploaded her photos from a fake profile."
           ],
           "no_match": ["He uploaded his own photo of a flower."]
          },
          {
           "id": "R-NCI-2",
           "facet": "crime_type",
           "tag": "non_consensual_imagery",
           "confidence": 0.7,
           "all": [["@nude"], ["recorded", "circulat*", "upload*", "viral", "screen record*", "screenshot"]],
           "within": 40,
           "if_tags": ["crime_type/sextortion"],
           "match": ["A nude video call was recorded and she was threatened that it would go viral."]
          },
          {
           "id": "R-RECORD",
           "facet": "crime_type",
           "tag": "recording_of_sexual_video_call_inititiated_by_perpetrator",
           "confidence": 0.87,
           "all": [
            ["video call*", "video chat*"],
            ["nude*", "naked", "undress*", "obscene", "sexual", "remove % clothes", "removed % clothes", "stripp*", "without clothes"],
            ["record*", "screenshot*", "screen shot*", "captured", "clip"]
           ],
           "within": 45,
           "match": ["On a video call a naked woman appeared and the call was recorded."],
           "no_match": ["He recorded the class on a video call."]
          },
          {
           "id": "R-CHILD",
           "facet": "crime_type",
           "tag": "child_exploitation",
           "confidence": 0.9,
           "all": [
            [
             "minor", "child*", "minor girl", "minor boy", "underage", "school girl", "school student", "years old girl", "teenage girl",
             "csam", "pocso"
            ],
            ["@nude", "csam", "sexual*", "pornograph*", "objectionable", "pocso", "groom*"]
           ],
           "within": 30,
           "match": ["The accused circulated obscene photos of a minor girl."],
           "no_match": ["The minor received a phone as a gift."]
          },
          {
           "id": "R-PRIVACY",
           "facet": "crime_type",
           "tag": "privacy_violation",
           "confidence": 0.8,
           "all": [
            [
             "fake profile", "fake account", "fake id", "fake facebook", "fake instagram", "morphed", "personal information",
             "personal photo*", "personal data", "private photo*", "private video*", "private chat*", "contact list", "gallery",
             "stalk*", "hidden camera", "her photo*", "her mobile number", "his photo*", "spy*", "personal details"
            ],
            [
             "posted", "upload*", "circulat*", "creat*", "open*", "used", "using", "access*", "viral", "shared", "hack*", "publish*",
             "leak*", "follow*", "misus*", "sent"
            ]
           ],
           "none": ["display picture"],
           "within": 25,
           "match": ["A fake profile was created with her photos and mobile number.", "The loan agents accessed his contact list and gallery."],
           "no_match": ["He shared a photo of his cat."]
          },
          {
           "id": "R-SIM",
           "facet": "crime_type",
           "tag": "sim_card_fraud",
           "confidence": 0.9,
           "any": [
            "sim swap*", "duplicate sim", "esim", "e sim", "sim was deactivated", "sim % deactivated", "sim blocked", "sim % blocked",
            "new sim % issued", "sim % without % knowledge", "replacement sim", "sim cloning", "sim clon*", "sim port*",
            "ported % number", "sim upgrade"
           ],
           "none": ["sim % used for illegal"],
           "match": ["His SIM was deactivated and a duplicate SIM was issued."],
           "no_match": ["He bought a new phone."]
          },
          {
           "id": "R-SIM-POS",
           "facet": "crime_type",
           "tag": "fake_sim_card_pos",
           "confidence": 0.9,
           "all": [
            ["sim card*", "sims", "sim"],
            [
             "pre activated", "preactivated", "point of sale", "pos agent*", "pos operator*", "sim seller*", "retailer", "selling",
             "sold", "bulk", "fake documents", "forged documents", "twice", "multiple sim*"
            ]
           ],
           "none": ["parcel", "sim swap*", "debited", "video call", "his sim", "her sim"],
           "within": 30,
           "match": ["One person was found selling pre-activated SIM cards issued on fake documents."],
           "no_match": ["He bought a SIM card."]
          },
          {
           "id": "R-ATO",
           "facet": "crime_type",
           "tag": "account_takeover",
           "confidence": 0.8,
           "any": [
            "account was hacked", "account hacked", "account % hacked", "hacked % account", "hacked % facebook", "hacked % instagram",
            "hacked % whatsapp", "facebook % hacked", "instagram % hacked", "whatsapp % hacked", "profile % hacked", "hacked % profile",
            "hacked his", "hacked her", "hacked the", "phone % hacked", "mobile % hacked", "email % hacked", "id % hacked", "got hacked",
            "was hacked", "took control of", "taken over", "take over of", "lost access", "could not log in", "unable to log in",
            "password was changed", "password % changed", "compromised", "hack kore", "hack kar liya"
           ],
           "match": ["His Instagram was hacked and the password was changed."],
           "no_match": ["He transferred the money himself."]
          },
          {
           "id": "R-ATO-UNAUTH",
           "facet": "crime_type",
           "tag": "account_takeover",
           "confidence": 0.74,
           "all": [["@withoutknow"], ["@gone", "transaction*", "purchase*", "transfer*"]],
           "within": 25,
           "unless_tags": ["crime_type/AEPS_fraud"],
           "match": ["Rs 50,000 was debited from his account without his knowledge."],
           "no_match": ["He transferred the money himself."]
          },
          {
           "id": "R-UNAUTH",
           "facet": "crime_type",
           "tag": "unauthorized_access",
           "confidence": 0.8,
           "any": [
            "unauthorised access", "unauthorized access", "accessed without", "illegally accessed", "illegal access", "data theft",
            "stole % data", "stolen data", "server % hacked", "hacked % server", "website % hacked", "hacked % website", "database",
            "gained access", "computer system % accessed", "data breach", "source code", "email % accessed", "accessed % email"
           ],
           "match": ["An ex employee had unauthorised access to the server of the company."],
           "no_match": ["He accessed the road."]
          },
          {
           "id": "R-CRED",
           "facet": "crime_type",
           "tag": "credential_theft",
           "confidence": 0.76,
           "all": [["@secret"], ["@gave"]],
           "within": 14,
           "affirmed": true,
           "match": ["She shared the OTP with the caller."],
           "no_match": ["He forgot his PIN at the ATM.", "He did not share any OTP."]
          },
          {
           "id": "R-CRED-FORM",
           "facet": "crime_type",
           "tag": "credential_theft",
           "confidence": 0.72,
           "all": [["link", "website", "web page", "form", "page", "google form"], ["@secret"]],
           "within": 25,
           "affirmed": true,
           "match": ["He filled his card details in a form on the website."],
           "no_match": ["He has a website."]
          },
          {
           "id": "R-DOC",
           "facet": "crime_type",
           "tag": "document_forgery",
           "confidence": 0.84,
           "all": [
            [
             "forg*", "fake document*", "false document*", "fabricat*", "counterfeit", "fake certificate*", "fake stamp",
             "fake signature*", "fake aadhaar", "fake pan", "fake mark*", "fake agreement", "fake passport*", "fake id card", "jaali",
             "jal nathi", "duplicate document*"
            ],
            [
             "document*", "certificate*", "letter*", "signature*", "stamp", "aadhaar", "pan", "mark*", "deed", "passport*", "card",
             "receipt*", "agreement", "licen*", "invoice", "degree", "seal"
            ]
           ],
           "none": ["@accusation"],
           "within": 12,
           "match": ["The accused submitted forged documents and fake certificates."],
           "no_match": ["He lost his documents."]
          },
          {
           "id": "R-IDCRIME",
           "facet": "crime_type",
           "tag": "identity_crimes",
           "confidence": 0.74,
           "all": [
            ["identity", "aadhaar", "pan", "documents", "photo*", "name"],
            [
             "misus*", "using his", "using her", "impersonat* him", "impersonat* her", "in his name", "in her name", "fake account",
             "fake profile", "opened % account", "loan % taken"
            ]
           ],
           "none": ["@officials", "kyc"],
           "within": 14,
           "match": ["An unknown person opened an account in her name with her Aadhaar."],
           "no_match": ["He showed his Aadhaar."]
          },
          {
           "id": "R-FORWARD",
           "facet": "crime_type",
           "tag": "call_forwarding_to_divert_otp_over_call",
           "confidence": 0.92,
           "any": [
            "call forward*", "forwarding of calls", "star 401", "401 code", "dial % 401", "calls % forwarded", "calls were diverted",
            "calls % diverted", "call diver*"
           ],
           "match": ["He was made to dial a code and his calls were forwarded."],
           "no_match": ["He forwarded the letter."]
          },
          {
           "id": "R-INFLUENTIAL",
           "facet": "crime_type",
           "tag": "fraud_by_impersonation_of_influential_person",
           "confidence": 0.86,
           "all": [
            [
             "@posing", "fake profile", "fake id", "fake whatsapp", "display picture", "profile picture", "dp", "photo of",
             "using the photo*", "using the name", "name and photo"
            ],
            [
             "minister", "mla", "mp", "district magistrate", "collector", "superintendent of police", "commissioner", "vice chancellor",
             "principal", "chairman", "managing director", "ceo", "director of", "senior officer", "boss", "celebrity", "actor",
             "secretary of", "general manager", "judge", "his superior", "her superior", "head of the", "ips", "ias"
            ]
           ],
           "none": ["parcel", "warrant", "arrest*", "drugs", "customs"],
           "within": 16,
           "match": [
            "Someone with a fake WhatsApp profile picture of the District Magistrate asked for gift cards.",
            "A person posing as the managing director messaged the accountant to remit money."
           ],
           "no_match": ["He met the minister."]
          },
          {
           "id": "R-FRIEND-HELP",
           "facet": "crime_type",
           "tag": "account_takeover",
           "confidence": 0.62,
           "all": [
            ["@social", "whatsapp", "messenger", "profile", "account"],
            ["friend*", "relative*", "contacts", "follower*"],
            ["hacked", "hacking", "compromised", "fake profile"]
           ],
           "within": 30,
           "match": ["He got a message from a friend on Facebook asking for money; the profile was hacked."],
           "no_match": ["His friend is on Facebook."]
          },
          {
           "id": "R-POST",
           "facet": "crime_type",
           "tag": "provocative_social_media_post",
           "confidence": 0.88,
           "all": [
            ["post", "posts", "posted", "uploaded", "comment*", "status", "video", "message", "shared", "circulat*", "reel"],
            [
             "provocative", "communal", "hate", "hatred", "inflammatory", "derogatory", "defamatory", "religious sentiment*",
             "religious feeling*", "enmity", "disturb % peace", "breach of peace", "anti national", "offensive",
             "objectionable comment*", "objectionable post*", "rumour*", "fake news", "instigat*", "riot*", "hurt % sentiment*",
             "insult*"
            ]
           ],
           "none": ["money", "otp", "nude*", "obscene", "parcel"],
           "within": 25,
           "match": ["A derogatory post on Facebook hurt religious sentiments."],
           "no_match": ["He posted a picture of the hills."]
          },
          {
           "id": "R-DOCTORED",
           "facet": "crime_type",
           "tag": "doctored_media",
           "confidence": 0.86,
           "any": [
            "deepfake*", "deep fake*", "doctored video*", "doctored photo*", "doctored audio", "doctored", "ai generated", "ai voice",
            "voice clon*", "cloned voice", "face swap*", "edited video", "fabricated video"
           ],
           "match": ["A deepfake video of the leader asked people to invest."],
           "no_match": ["The doctor came."]
          },
          {
           "id": "R-RANSOM",
           "facet": "crime_type",
           "tag": "ransom_demand",
           "confidence": 0.92,
           "any": [
            "ransomware", "files were encrypted", "files % encrypted", "encrypted % files", "data % encrypted", "encrypted % data",
            "demanded bitcoin", "ransom % bitcoin", "ransom in bitcoin", "ransom", "decrypt*"
           ],
           "none": ["kidnap*", "abduct*"],
           "match": ["All files were encrypted and the attacker demanded bitcoin."],
           "no_match": ["The document was handed over."]
          },
          {
           "id": "R-REPUTATION",
           "facet": "crime_type",
           "tag": "reputation_threat",
           "confidence": 0.8,
           "all": [
            [
             "viral", "defam*", "reputation", "social status", "tarnish*", "malign*", "character assassin*", "relatives and friends",
             "friends and relatives", "contacts", "contact list", "society"
            ],
            ["threat*", "blackmail*", "circulat*", "upload*", "posted", "damag*", "sent to", "send"]
           ],
           "none": ["hacked % account"],
           "within": 30,
           "match": ["They threatened to send the photos to his friends and relatives."],
           "no_match": ["The song went viral."]
          },
          {
           "id": "R-EXTORT",
           "facet": "crime_type",
           "tag": "extortion",
           "confidence": 0.74,
           "any": ["extort*", "blackmail*", "ransom", "protection money", "hafta", "tolabaji"],
           "match": ["The accused extorted money."],
           "no_match": ["He asked for his wages."]
          },
          {
           "id": "R-EXTORT-DA",
           "facet": "crime_type",
           "tag": "extortion",
           "confidence": 0.7,
           "all": [["threat*", "fear*", "arrest*", "forced", "jail*", "warrant*"], ["@paid", "demand*"]],
           "if_tags": ["crime_type/digital_arrest"],
           "match": ["He was kept under digital arrest, threatened and paid Rs 3 lakh."]
          },
          {
           "id": "R-EXTORT-LOAN",
           "facet": "crime_type",
           "tag": "extortion",
           "confidence": 0.66,
           "all": [["threat*", "abus*", "harass*", "blackmail*"], ["@paid", "repay*", "demand*", "more money"]],
           "within": 60,
           "if_tags": ["crime_type/loan_fraud"],
           "match": ["After an instant loan they threatened her with morphed photos to repay more."]
          },
          {
           "id": "R-ROMANCE",
           "facet": "crime_type",
           "tag": "romance_fraud",
           "confidence": 0.88,
           "all": [
            [
             "matrimon*", "shaadi", "dating", "love", "romantic", "marriage", "marry", "relationship", "affair", "befriend*",
             "friendship", "friend request", "became friend*", "close to", "intimacy", "sweetheart", "fell in love", "prem"
            ],
            [
             "customs", "custom duty", "gift*", "parcel", "clearance", "visit India", "come to India", "abroad", "foreign*",
             "medical emergency", "hospital", "ticket", "visa", "promis* to marry", "promise of marriage", "inherit*", "widower",
             "doctor in", "army doctor", "pounds", "dollars"
            ]
           ],
           "none": ["@nude", "friend request % nude", "terminated the marriage", "narcotic*", "mdma", "job abroad"],
           "within": 70,
           "match": [
            "On a matrimonial site she met a doctor in UK who sent a gift parcel held by customs.",
            "He befriended her online, promised to marry her and took money for a visa."
           ],
           "no_match": ["They had a marriage in the family."]
          },
          {
           "id": "R-SUBSIDY-MIS",
           "facet": "crime_type",
           "tag": "subsidy_misuse",
           "confidence": 0.85,
           "all": [
            ["@subsidy"],
            [
             "ineligible", "not eligible", "bogus beneficiar*", "fake beneficiar*", "misappropriat*", "siphon* off", "misused",
             "misuse of", "diverted", "false beneficiar*", "dead person*", "fictitious", "embezzl*", "wrongfully % credited",
             "credited to other", "hijack*", "changed the account", "other account numbers"
            ]
           ],
           "within": 40,
           "match": ["The subsidy was siphoned off by entering fictitious beneficiaries in the portal."],
           "no_match": ["He was told that a subsidy would be credited and shared the OTP."]
          },
          {
           "id": "R-SUBSIDY",
           "facet": "crime_type",
           "tag": "subsidy_fraud",
           "confidence": 0.8,
           "all": [
            ["@subsidy"],
            [
             "pretext", "plea", "lure*", "promis*", "told", "call*", "otp", "link", "credited", "would get", "will get", "form",
             "verification", "registration", "offer*", "apply", "shared", "message"
            ]
           ],
           "within": 30,
           "unless_tags": ["crime_type/subsidy_misuse"],
           "match": ["He was told that a subsidy would be credited and shared the OTP."],
           "no_match": ["The subject was changed.", "The subsidy was siphoned off by entering fictitious beneficiaries in the portal."]
          },
          {
           "id": "R-PROCEEDS",
           "facet": "crime_type",
           "tag": "victim_was_paid_from_proceeds_of_crime",
           "confidence": 0.85,
           "any": [
            "account % frozen % by police", "account was frozen by", "account % freezed", "lien % marked", "lien marked", "debit freeze",
            "proceeds of crime", "money received from % fraud", "p2p", "received the disputed amount", "put on hold due to"
           ],
           "match": ["He sold USDT by P2P and his account was frozen by police of another state as the money received was stolen."],
           "no_match": ["The lake was frozen."]
          },
          {
           "id": "R-SUO",
           "facet": "crime_type",
           "tag": "suo_moto_case",
           "confidence": 0.92,
           "any": [
            "suo moto", "suo motu", "suomoto", "suo moto complaint", "on the complaint of si", "lodged by si", "complaint of inspector",
            "source information", "secret information", "acting on a tip off", "on the basis of secret",
            "on the basis of specific information", "during patrol*", "cyber patrol*", "complainant si", "police on its own"
           ],
           "match": ["The SI lodged a suo moto complaint against the users of mule accounts."],
           "no_match": ["He complained at the station."]
          },
          {
           "id": "R-WIDER",
           "facet": "crime_type",
           "tag": "general_purpose_fir_suitable_for_wider_investigation",
           "confidence": 0.82,
           "all": [
            [
             "several victims", "many victims", "number of complaints", "ncrp complaints", "multiple complaints", "many persons",
             "large number of", "organised gang", "organized gang", "syndicate", "racket", "network", "several persons", "mule account*",
             "layer accounts", "many people", "numerous"
            ],
            [
             "mule*", "accounts", "gang", "racket", "sim*", "investigat*", "linked", "link* with", "analysis", "unearth*", "commission",
             "rented", "on rent", "syndicate", "cheat*", "fraud*"
            ]
           ],
           "none": ["money laundering racket", "promised"],
           "within": 40,
           "match": ["Analysis of NCRP complaints showed mule accounts opened on commission and linked with many frauds of a racket."],
           "no_match": ["Many people were at the fair."]
          },
          {
           "id": "R-TRAD",
           "facet": "crime_type",
           "tag": "traditional_cheating_and_fraud",
           "confidence": 0.84,
           "all": [
            ["@acquainted"],
            [
             "@cheated", "refused to return", "did not return", "not returned", "not repaid", "did not repay", "took money", "borrowed",
             "took rs", "took a sum", "taken rs", "taken money", "avoid*", "handed over", "cash", "induced", "false promise",
             "false assurance", "dishonest*"
            ]
           ],
           "none": [
            "hacked", "fake profile", "display picture", "dp of", "profile picture", "nude*", "naked", "@remote", "morphed",
            "posing as his", "posing as a friend", "messenger", "unknown person having", "impersonat*", "otp", "@officials"
           ],
           "within": 90,
           "match": [
            "The accused, known to the complainant, took Rs 2 lakh for land and did not return it.",
            "His business partner cheated him by misappropriating the cash of the firm."
           ],
           "no_match": [
            "He was cheated by an unknown caller.",
            "A message came on Messenger from the hacked profile of a neighbour, and he was cheated."
           ]
          },
          {
           "id": "R-TRAD-DEAL",
           "facet": "crime_type",
           "tag": "traditional_cheating_and_fraud",
           "confidence": 0.74,
           "all": [
            [
             "sale of land", "land deed", "agreement for sale", "registered deed", "registration of flat", "flat", "plot", "land",
             "building material*", "construction", "tender", "work order", "supply of goods", "supplied goods", "goods on credit",
             "cheque bounced", "dishonoured", "dishonored", "cheque", "handloan", "hand loan", "partnership firm", "seat in",
             "admission in", "medical seat"
            ],
            ["@cheated", "refused", "did not return", "avoid*", "not paid", "did not pay", "neither"]
           ],
           "none": ["@remote", "otp", "olx", "upi", "fake website", "unknown caller", "facebook", "whatsapp", "telegram", "online", "google"],
           "within": 60,
           "match": ["After taking the price of the flat by cheque the promoter cheated him and refused to register it."],
           "no_match": ["He has a flat at Howrah."]
          },
          {
           "id": "R-NOT-CYBER",
           "facet": "crime_type",
           "tag": "not_a_cyber_crime",
           "confidence": 0.78,
           "any": [
            "snatch*", "burglar*", "assault*", "land dispute", "stolen from", "was stolen", "were stolen", "stole % cash",
            "stole % gold", "theft of", "trespass*", "lost his mobile", "lost her mobile", "mobile % lost", "missing phone",
            "pickpocket*", "picked pocket", "robbed", "dacoity", "robbery", "beat him", "beat her", "beaten", "physically", "kidnap*",
            "murder*", "eve teas*", "dowry", "road accident", "accident", "missing since", "quarrel*"
           ],
           "none": [
            "@gone", "otp", "transferred", "money was sent", "sent by upi", "whatsapp", "telegram", "facebook", "instagram", "hack*",
            "link", "website", "@remote", "online", "data theft", "stolen data", "source code", "fake profile", "clicked", "server"
           ],
           "match": [
            "Two persons on a motorcycle snatched her gold chain.",
            "His purse and mobile were stolen from a bus; he fears misuse of the UPI application."
           ],
           "no_match": ["His phone was snatched and then money was sent by UPI and withdrawn."]
          },
          {
           "id": "R-FIN",
           "facet": "crime_type",
           "tag": "financial_fraud",
           "confidence": 0.72,
           "any": [
            "@cheated", "transferred money", "debited", "deducted", "siphoned", "lost rs", "lost a sum", "loss of rs", "loss of",
            "paid rs", "sent rs", "sum of rs", "amounting", "total amount"
           ],
           "none": ["@nude", "snatch*", "communal", "religious"],
           "unless_tags": ["crime_type/not_a_cyber_crime"],
           "match": ["He was duped of Rs 2 lakh."],
           "no_match": ["He was abused in a group."]
          },
          {
           "id": "R-FIN-LURE",
           "facet": "crime_type",
           "tag": "financial_fraud",
           "confidence": 0.75,
           "any": [
            "lottery", "prize", "lucky draw", "scratch card", "kbc", "won % car", "won % lakh", "winner", "mobile tower",
            "tower installation", "insurance policy % bonus", "lapsed policy", "policy % maturity", "fake insurance"
           ],
           "match": ["He was told that he won a lottery and paid a fee."],
           "no_match": ["The lot was empty."]
          },
          {
           "id": "R-REMOTE",
           "facet": "attack_vector",
           "tag": "remote_access_app",
           "confidence": 0.95,
           "any": ["@remote"],
           "match": ["He was made to install AnyDesk."],
           "no_match": ["He sat at his desk."]
          },
          {
           "id": "R-REMOTE-2",
           "facet": "attack_vector",
           "tag": "remote_access_app",
           "confidence": 0.72,
           "all": [
            ["install*", "download*"],
            ["app", "application", "apk", "software"],
            ["took control", "control of", "operated", "screen", "access to % phone", "access to % mobile"]
           ],
           "none": ["apk", "loan app*", "trading app*"],
           "within": 40,
           "match": ["He was asked to install an application and the caller saw the screen of his mobile."],
           "no_match": ["He installed an app for music."]
          },
          {
           "id": "R-PHISH",
           "facet": "attack_vector",
           "tag": "phishing_link",
           "confidence": 0.87,
           "any": [
            "clicked the link", "clicked on the link", "clicked a link", "clicked on a link", "clicked % link", "clicking % link",
            "click % link", "opened % link", "opening % link", "pressed % link", "tapped % link", "sent a link", "sent him a link",
            "sent her a link", "fake website", "fake web site", "fake site", "fake page", "fake portal", "bogus website", "bogus site",
            "phishing", "malicious link", "link was sent", "link % sent", "through a link", "through link", "link in % message",
            "link % sms", "link khule", "link kholne", "link pe click", "link e click", "cloned website", "look alike website",
            "spoofed", "fraudulent website", "suspicious link", "unknown link", "link received", "received % link", "form % link"
           ],
           "affirmed": true,
           "match": ["She clicked on a link in the SMS."],
           "no_match": ["The roads link two towns.", "He did not click the link."]
          },
          {
           "id": "R-FAKESITE",
           "facet": "attack_vector",
           "tag": "fake_website",
           "confidence": 0.85,
           "any": [
            "fake website", "fake web site", "fake site", "fake portal", "bogus website", "bogus site", "cloned website",
            "look alike website", "fake web page", "fraudulent website", "duplicate website", "spoofed website"
           ],
           "match": ["He paid on a fake website."],
           "no_match": ["He has a website."]
          },
          {
           "id": "R-APK",
           "facet": "attack_vector",
           "tag": "malicious_app",
           "confidence": 0.9,
           "any": [
            "apk file", "apk", "malicious app*", "fake app*", "malware", "virus", "trojan", "spyware", "fake trading app*", "rogue app*",
            "fake loan app*", "loan app* % contact*"
           ],
           "affirmed": true,
           "match": ["He installed an app from an APK file."],
           "no_match": ["He came in April."]
          },
          {
           "id": "R-APP",
           "facet": "attack_vector",
           "tag": "malicious_app",
           "confidence": 0.72,
           "all": [["download*", "install*"], ["app", "application", "file", "software"]],
           "within": 6,
           "unless_tags": ["attack_vector/remote_access_app"],
           "match": ["He downloaded an app sent by the caller."],
           "no_match": ["He downloaded a song."]
          },
          {
           "id": "R-OTP",
           "facet": "attack_vector",
           "tag": "otp_fraud",
           "confidence": 0.9,
           "any": ["otp", "one time password", "one time passcode"],
           "none": ["without otp", "without any otp", "never shared % otp", "without sharing % otp", "nor any otp"],
           "affirmed": true,
           "match": ["She shared the OTP."],
           "no_match": ["Money was withdrawn without any OTP.", "He did not share the OTP."]
          },
          {
           "id": "R-CREDTHEFT",
           "facet": "attack_vector",
           "tag": "credential_theft",
           "confidence": 0.74,
           "all": [["@secret"], ["@gave"]],
           "within": 14,
           "affirmed": true,
           "match": ["He entered the UPI PIN."],
           "no_match": ["He forgot the PIN."]
          },
          {
           "id": "R-UNAUTH-A",
           "facet": "attack_vector",
           "tag": "unauthorized_access",
           "confidence": 0.72,
           "any": ["@withoutknow"],
           "none": ["without informing"],
           "match": ["Money was debited without her consent."],
           "no_match": ["He consented."]
          },
          {
           "id": "R-UNAUTH-B",
           "facet": "attack_vector",
           "tag": "unauthorized_access",
           "confidence": 0.74,
           "all": [
            ["hack*", "@remote", "cloned", "unauthori*", "access*", "control"],
            ["account", "phone", "mobile", "server", "system", "email", "profile", "device", "computer", "contact list", "gallery"]
           ],
           "within": 14,
           "match": ["They hacked his email."],
           "no_match": ["The road has no access."]
          },
          {
           "id": "R-ATO-A",
           "facet": "attack_vector",
           "tag": "account_takeover",
           "confidence": 0.7,
           "any": ["hacked", "account % hacked", "taken over", "lost access", "password % changed", "took control"],
           "match": ["Her account was hacked."],
           "no_match": ["He opened an account."]
          },
          {
           "id": "R-QR",
           "facet": "attack_vector",
           "tag": "qr_code_for_debiting_fraudulently_presented_as_crediting",
           "confidence": 0.92,
           "all": [
            [
             "qr code", "qr codes", "qr", "scanner", "scan % code", "scanning", "scanned", "barcode", "bar code", "collect request",
             "payment request", "money request"
            ],
            [
             "receive*", "credited", "would credit", "will credit", "credit % account", "refund", "payment to him", "get money",
             "get the money", "get % payment", "advance", "token money", "send him money", "rent", "buyer", "purchase", "army",
             "deposit money", "paise pane", "taka pabe"
            ]
           ],
           "none": ["shop displays", "fake trading"],
           "within": 60,
           "match": [
            "The buyer sent a QR code to receive the payment and money was debited.",
            "He scanned a code which he was told would bring him the rent in advance."
           ],
           "no_match": ["The shop shows a QR code."]
          },
          {
           "id": "R-IMP",
           "facet": "attack_vector",
           "tag": "impersonation",
           "confidence": 0.87,
           "any": ["@posing"],
           "match": ["A person posing as a bank manager called."],
           "no_match": ["He was opposing the plan."]
          },
          {
           "id": "R-IMP-PROFILE",
           "facet": "attack_vector",
           "tag": "impersonation",
           "confidence": 0.8,
           "any": [
            "fake profile", "fake facebook", "fake instagram", "fake whatsapp", "fake id", "display picture", "profile picture of",
            "dp of", "his photo as", "using his photo", "using her photo", "fake account", "as if he was", "fake identity",
            "false identity", "fake name"
           ],
           "match": ["A fake WhatsApp profile with his photo was used."],
           "no_match": ["He has a profile."]
          },
          {
           "id": "R-IMP-CARE",
           "facet": "attack_vector",
           "tag": "impersonation",
           "confidence": 0.68,
           "any": [
            "customer care executive*", "customer care number", "customer care officer*", "fake customer care", "fake executive",
            "professor", "recruitment agency", "hr of", "hr manager", "trading expert", "so called"
           ],
           "match": ["The customer care executive asked for her card."],
           "no_match": ["He cares."]
          },
          {
           "id": "R-IMP-DA",
           "facet": "attack_vector",
           "tag": "impersonation",
           "confidence": 0.9,
           "all": [["@officials", "courier", "fedex", "telecom"]],
           "if_tags": ["crime_type/digital_arrest"],
           "match": ["CBI kept her under digital arrest."]
          },
          {
           "id": "R-IMP-AUTH",
           "facet": "attack_vector",
           "tag": "authority_abuse",
           "confidence": 0.87,
           "all": [["@posing"], ["@officials"]],
           "within": 14,
           "match": ["A man claiming to be a police officer threatened him."],
           "no_match": ["The officer recorded the statement."]
          },
          {
           "id": "R-AUTH-DA",
           "facet": "attack_vector",
           "tag": "authority_abuse",
           "confidence": 0.92,
           "all": [["@officials", "courier", "telecom"]],
           "if_tags": ["crime_type/digital_arrest"],
           "match": ["CBI kept her under digital arrest."]
          },
          {
           "id": "R-GOOGLE",
           "facet": "attack_vector",
           "tag": "fake_google_search_results",
           "confidence": 0.88,
           "all": [["@search"], ["@care", "number", "contact", "phone no", "mobile no", "website", "link", "wine shop", "hotel"]],
           "none": ["google pay", "google review*", "google map*", "google form", "play store", "google play"],
           "within": 25,
           "match": ["He searched Google for the customer care number."],
           "no_match": ["He works for Google.", "He sent money by Google Pay to the number."]
          },
          {
           "id": "R-SIMSWAP",
           "facet": "attack_vector",
           "tag": "sim_swap",
           "confidence": 0.9,
           "any": [
            "sim swap*", "duplicate sim", "esim", "e sim", "replacement sim", "sim was deactivated", "sim % deactivated", "sim clon*",
            "new sim % issued", "sim port*", "sim upgrade"
           ],
           "match": ["A duplicate SIM was issued."],
           "no_match": ["A simple swap of seats."]
          },
          {
           "id": "R-CORP",
           "facet": "attack_vector",
           "tag": "corporate_impersonation",
           "confidence": 0.78,
           "all": [["@posing", "executive", "agent of"], ["@companies"]],
           "none": ["bank manager", "bank official*", "bank staff", "bank officer*", "bank executive*", "bank employee*", "@officials"],
           "within": 14,
           "match": ["A person claiming to be an executive of the electricity company called."],
           "no_match": ["A person posing as a bank manager of a company branch called.", "A man posing as an officer of the bank asked for the OTP."]
          },
          {
           "id": "R-CORP-CARE",
           "facet": "attack_vector",
           "tag": "corporate_impersonation",
           "confidence": 0.7,
           "any": [
            "customer care of", "customer care number", "fake customer care", "courier customer", "customer support of",
            "customer care executive*", "electricity office", "electricity officer", "electricity department", "electricity board"
           ],
           "none": ["bank manager", "bank official*", "bank staff", "customer care of % bank", "customer care number of % bank"],
           "match": ["He called the fake customer care of an online shop."],
           "no_match": ["He called the fake customer care of Axis Bank."]
          },
          {
           "id": "R-KYC-A",
           "facet": "attack_vector",
           "tag": "kyc_pretext",
           "confidence": 0.92,
           "any": [
            "kyc", "pan % linked", "pan % link", "link % pan", "net banking % suspended", "net banking % blocked", "pan update*",
            "update % pan", "update pan", "pan % updat*", "account % verification", "re verification", "account % blocked",
            "account % suspended", "yono % blocked"
           ],
           "none": [
            "account was blocked in time", "requested the bank", "sim % blocked", "immediately blocked", "got % blocked", "blocked his",
            "blocked her", "prayer"
           ],
           "match": ["He was told to update the KYC."],
           "no_match": ["He kicked the ball."]
          },
          {
           "id": "R-TOWER",
           "facet": "attack_vector",
           "tag": "fake_mobile_tower_installation",
           "confidence": 0.93,
           "all": [["tower*"], ["install*", "mobile tower", "rent", "lease", "4g", "5g", "roof", "land"]],
           "none": ["watch tower", "eiffel"],
           "within": 15,
           "match": ["He was promised rent for the installation of a mobile tower on his roof."],
           "no_match": ["The tower fell."]
          },
          {
           "id": "R-BUSINESS",
           "facet": "attack_vector",
           "tag": "false_business_proposal",
           "confidence": 0.78,
           "any": [
            "franchise*", "dealership*", "distributorship*", "invest", "invests", "invested", "investing", "investment*", "investor*",
            "trading", "business proposal*", "business deal", "business offer", "high return*", "guaranteed return*", "double % money",
            "part time", "work from home", "task", "tasks", "prepaid task*", "job offer*", "tower installation", "mobile tower",
            "commission", "profit*", "partnership", "tender"
           ],
           "none": ["lost his job", "commissioner of"],
           "match": ["He was offered a franchise."],
           "no_match": ["He has no business here."]
          },
          {
           "id": "R-REL-A",
           "facet": "attack_vector",
           "tag": "relationship_building",
           "confidence": 0.84,
           "all": [
            [
             "friend request", "friendship", "befriend*", "became friend*", "dating", "matrimon*", "love", "relationship", "romantic",
             "marry", "marriage", "trust", "intimacy", "chatt*", "close relation*", "gained % confidence", "gained % trust",
             "won % trust", "won % confidence", "acquaint*", "daily talk*"
            ],
            [
             "unknown", "online", "facebook", "instagram", "whatsapp", "app", "site", "money", "chat*", "telegram", "profile",
             "stranger", "through"
            ]
           ],
           "none": ["traditional", "family friend", "trust deed"],
           "within": 40,
           "match": ["She was befriended by a stranger on Facebook who won her trust."],
           "no_match": ["They are friends."]
          },
          {
           "id": "R-ATM",
           "facet": "attack_vector",
           "tag": "atm_manipulation",
           "confidence": 0.9,
           "all": [
            ["atm"],
            [
             "skimm*", "swap*", "exchang*", "changed his card", "changed her card", "changed % card", "stuck", "clon*",
             "card % replaced", "another card", "different card", "help* him", "help* her", "tamper*", "fevicol", "glue", "jammed",
             "camera", "pretext of help*", "device"
            ]
           ],
           "within": 40,
           "match": ["At the ATM a stranger swapped his card on the pretext of helping him."],
           "no_match": ["He withdrew cash from an ATM."]
          },
          {
           "id": "R-COURIERCARD",
           "facet": "attack_vector",
           "tag": "credit_card_courier_involvement",
           "confidence": 0.85,
           "all": [["courier", "delivery boy", "delivery person", "delivery agent"], ["credit card", "debit card", "new card"]],
           "none": ["parcel % drugs", "customer care"],
           "within": 15,
           "match": ["The courier kept the credit card that he was to deliver."],
           "no_match": ["The courier came."]
          },
          {
           "id": "R-CALL",
           "facet": "victim_approach",
           "tag": "cold_call",
           "confidence": 0.86,
           "any": ["@callwords"],
           "none": ["he called the customer care"],
           "match": ["She received a call from an unknown number."],
           "no_match": ["He wrote a letter."]
          },
          {
           "id": "R-CALL-2",
           "facet": "victim_approach",
           "tag": "cold_call",
           "confidence": 0.76,
           "all": [
            ["call*", "phone"],
            ["posing", "claiming", "introduc*", "unknown person*", "fraudster*", "miscreant*", "pretend*", "stating", "told"]
           ],
           "none": ["@search"],
           "within": 10,
           "match": ["A fraudster told her on the phone that her card was blocked."],
           "no_match": ["He repaired the phone."]
          },
          {
           "id": "R-WA-MSG",
           "facet": "victim_approach",
           "tag": "whatsapp_message",
           "confidence": 0.86,
           "any": [
            "whatsapp message*", "whatsapp group*", "whatsapp msg", "message on whatsapp", "message % whatsapp", "messages % whatsapp",
            "over whatsapp", "through whatsapp", "via whatsapp", "on whatsapp", "in whatsapp", "by whatsapp", "whatsapp chat*",
            "whatsapp number", "whatsapp call*", "whatsapp video", "whatsapp audio", "whatsapp % from", "whatsapp e", "whatsapp pe",
            "whatsapp par"
           ],
           "match": ["He got a message on WhatsApp."],
           "no_match": ["He got a letter."]
          },
          {
           "id": "R-TG-INV",
           "facet": "victim_approach",
           "tag": "telegram_invite",
           "confidence": 0.88,
           "any": [
            "telegram group*", "telegram channel*", "on telegram", "telegram task*", "telegram id", "through telegram", "via telegram",
            "telegram app", "telegram link", "telegram message*", "telegram e", "telegram pe", "over telegram", "in telegram",
            "telegram account"
           ],
           "match": ["He was added to a Telegram group."],
           "no_match": ["A telegram came in 1990 by post office."]
          },
          {
           "id": "R-SMS",
           "facet": "victim_approach",
           "tag": "sms_contact",
           "confidence": 0.87,
           "any": [
            "received an sms", "got an sms", "an sms", "text message*", "received sms", "sms from", "sms stating", "sms that",
            "sms regarding", "fake sms", "sms % link", "link % sms", "bulk sms", "received a message", "received one message",
            "got a message", "message stating", "got one message", "message came"
           ],
           "none": [
            "sms of debit", "sms of deduct*", "debit sms", "whatsapp", "telegram", "messenger", "facebook", "sms of transaction",
            "sms alert", "sms were forwarded"
           ],
           "match": ["She received an SMS."],
           "no_match": ["She received a parcel.", "He received sms of debit from the bank."]
          },
          {
           "id": "R-SMS-2",
           "facet": "victim_approach",
           "tag": "sms_contact",
           "confidence": 0.8,
           "any": ["text message*", "received an sms", "sms stating", "fake sms", "got an sms", "sms % link", "link % sms"],
           "match": ["He got a text message with a link."],
           "no_match": ["He got text books."]
          },
          {
           "id": "R-FRIEND",
           "facet": "victim_approach",
           "tag": "social_media_friend_request",
           "confidence": 0.9,
           "any": [
            "friend request*", "friends request", "befriend* % facebook", "befriend* % instagram", "befriend* online",
            "became friend* % facebook", "became friend* % instagram", "friendship % facebook", "friendship % instagram",
            "facebook friend*", "instagram friend*", "follow request*", "acquaint* % facebook", "acquaint* % instagram",
            "met % facebook", "met % instagram", "contact with % facebook", "contact with % instagram", "friend rikwest"
           ],
           "none": ["facebook friend of his was"],
           "match": ["She received a friend request on Facebook."],
           "no_match": ["He saw an advertisement on Facebook."]
          },
          {
           "id": "R-FRIEND-2",
           "facet": "victim_approach",
           "tag": "social_media_friend_request",
           "confidence": 0.68,
           "all": [
            ["facebook", "instagram", "messenger", "social media"],
            ["befriend*", "friendship", "accept*", "chatt*", "acquaint*", "came in contact", "came into contact", "met"]
           ],
           "none": ["@ads"],
           "within": 14,
           "match": ["They met through Instagram and chatted."],
           "no_match": ["He saw an advertisement on Facebook."]
          },
          {
           "id": "R-ADVERT",
           "facet": "victim_approach",
           "tag": "online_advertisement",
           "confidence": 0.84,
           "all": [["@ads"], ["@social", "online", "internet", "google", "website", "app", "clicked", "saw", "seeing", "came across", "link"]],
           "none": ["gave % advertisement", "posted % advertisement", "put % advertisement", "her advertisement", "his advertisement"],
           "within": 14,
           "match": ["He saw an advertisement on Facebook."],
           "no_match": ["She received a friend request on Facebook."]
          },
          {
           "id": "R-MARKET",
           "facet": "victim_approach",
           "tag": "marketplace_listing",
           "confidence": 0.88,
           "any": [
            "@market", "gave an advertisement on", "posted an advertisement", "posted an ad", "posted % ad", "put % advertisement",
            "his advertisement", "her advertisement", "ad for sale"
           ],
           "match": ["He posted a sofa for sale on OLX."],
           "no_match": ["She received a friend request on Facebook."]
          },
          {
           "id": "R-MARKET-2",
           "facet": "victim_approach",
           "tag": "marketplace_listing",
           "confidence": 0.7,
           "all": [["@ads"], ["buy", "sell*", "purchas*", "sale", "order*", "product", "car", "bike", "scooty", "flat", "furniture"]],
           "none": ["trading", "shares", "invest", "invests", "invested", "investing", "investment*", "investor*", "job", "loan"],
           "within": 25,
           "match": ["He saw an advertisement to buy a scooty."],
           "no_match": ["He saw an advertisement on Facebook."]
          },
          {
           "id": "R-JOBPORTAL",
           "facet": "victim_approach",
           "tag": "job_portal",
           "confidence": 0.87,
           "any": [
            "naukri com", "naukri", "indeed", "shine com", "job portal*", "job site", "job website", "linkedin", "job consultancy",
            "work india", "quikr jobs", "apna app", "uploaded % resume", "uploaded % cv", "resume"
           ],
           "match": ["He uploaded his resume on a job portal."],
           "no_match": ["He got a job."]
          },
          {
           "id": "R-GOOGLE-V",
           "facet": "victim_approach",
           "tag": "fake_google_search_results",
           "confidence": 0.85,
           "all": [["@search"], ["@care", "number", "contact", "website", "link", "wine shop"]],
           "none": ["google pay", "google review*", "google map*", "google form", "play store", "google play"],
           "within": 25,
           "match": ["He searched Google for the customer care number."],
           "no_match": ["He works for Google."]
          },
          {
           "id": "R-DATING",
           "facet": "victim_approach",
           "tag": "dating_app_match",
           "confidence": 0.87,
           "any": [
            "dating app*", "dating site*", "dating website", "dating application", "tinder", "bumble", "matrimon*", "shaadi com",
            "bharat matrimony", "jeevansathi", "tantan", "escort service", "hookup app"
           ],
           "match": ["They met on a matrimonial site."],
           "no_match": ["The dates are sweet."]
          },
          {
           "id": "R-MAIL",
           "facet": "victim_approach",
           "tag": "mail",
           "confidence": 0.86,
           "any": [
            "received an email", "got an email", "received email", "email from", "e mail from", "through email", "by email",
            "spoofed email", "via email", "by post", "letter by post", "received % letter", "received a letter"
           ],
           "match": ["He received an email from his bank."],
           "no_match": ["He has an email."]
          },
          {
           "id": "R-DIRECT",
           "facet": "victim_approach",
           "tag": "direct_contact",
           "confidence": 0.78,
           "any": [
            "came to his house", "came to her house", "came to % residence", "came to % house", "visited % house", "visited his",
            "visited her", "in person", "approached him", "approached her", "approached the complainant", "met him", "met her",
            "at the atm", "personally", "came to the shop", "door to door", "came to his shop", "face to face", "handed over % cash",
            "in cash"
           ],
           "none": ["met on facebook", "lodged % in person", "thereafter in person", "appeared in person"],
           "match": ["Two men came to his house for verification."],
           "no_match": ["He lives in a house."]
          },
          {
           "id": "R-T-WA",
           "facet": "technology_platform",
           "tag": "whatsapp",
           "confidence": 0.96,
           "any": ["whatsapp", "whats app", "w app"],
           "match": ["on WhatsApp"],
           "no_match": ["what happened"]
          },
          {
           "id": "R-T-TG",
           "facet": "technology_platform",
           "tag": "telegram",
           "confidence": 0.96,
           "any": ["telegram"],
           "match": ["on Telegram"],
           "no_match": ["on the tram"]
          },
          {
           "id": "R-T-FB",
           "facet": "technology_platform",
           "tag": "facebook",
           "confidence": 0.96,
           "any": ["facebook", "face book", "messenger", "fb messenger"],
           "match": ["on Facebook"],
           "no_match": ["a face and a book"]
          },
          {
           "id": "R-T-IG",
           "facet": "technology_platform",
           "tag": "instagram",
           "confidence": 0.96,
           "any": ["instagram", "insta id"],
           "match": ["on Instagram"],
           "no_match": ["instant coffee"]
          },
          {
           "id": "R-T-YT",
           "facet": "technology_platform",
           "tag": "youtube",
           "confidence": 0.9,
           "any": ["youtube", "you tube"],
           "match": ["on YouTube"],
           "no_match": ["the youth left"]
          },
          {
           "id": "R-T-LI",
           "facet": "technology_platform",
           "tag": "linkedin",
           "confidence": 0.95,
           "any": ["linkedin"],
           "match": ["on LinkedIn"],
           "no_match": ["the link"]
          },
          {
           "id": "R-T-TW",
           "facet": "technology_platform",
           "tag": "twitter",
           "confidence": 0.93,
           "any": ["twitter", "tweet*"],
           "match": ["on Twitter"],
           "no_match": ["the twig"]
          },
          {
           "id": "R-T-SMS",
           "facet": "technology_platform",
           "tag": "sms",
           "confidence": 0.88,
           "any": ["sms", "text message*", "smses"],
           "match": ["an SMS came"],
           "no_match": ["a letter came"]
          },
          {
           "id": "R-T-UPI",
           "facet": "technology_platform",
           "tag": "upi_apps",
           "confidence": 0.92,
           "any": ["upi", "phonepe", "phone pe", "google pay", "gpay", "g pay", "paytm", "bhim", "upi id", "qr code", "upi pin", "amazon pay"],
           "match": ["sent by PhonePe"],
           "no_match": ["sent by post"]
          },
          {
           "id": "R-T-BANK",
           "facet": "technology_platform",
           "tag": "banking_apps",
           "confidence": 0.8,
           "any": [
            "net banking", "yono", "mobile banking", "banking app*", "internet banking", "online banking", "imps", "neft", "rtgs",
            "bank account*", "account no", "account number", "a c no", "savings account", "current account", "bank a c", "bank transfer",
            "banking application", "banking details"
           ],
           "match": ["through net banking"],
           "no_match": ["on the river bank"]
          },
          {
           "id": "R-T-CARD",
           "facet": "technology_platform",
           "tag": "credit_card",
           "confidence": 0.86,
           "any": ["credit card*", "debit card*", "card details", "atm card*", "card number", "cvv", "card no"],
           "match": ["his credit card"],
           "no_match": ["a birthday card"]
          },
          {
           "id": "R-T-CRYPTO",
           "facet": "technology_platform",
           "tag": "crypto_platforms",
           "confidence": 0.92,
           "any": ["bitcoin", "usdt", "crypto*", "binance", "wazirx", "tether", "ethereum", "btc", "trust wallet", "coindcx"],
           "match": ["converted to USDT"],
           "no_match": ["in cash"]
          },
          {
           "id": "R-T-TRADE",
           "facet": "technology_platform",
           "tag": "trading_apps",
           "confidence": 0.87,
           "any": [
            "trading app*", "trading platform*", "demat", "trading account", "trading website", "trading site", "online trading",
            "trading application", "share trading", "stock trading", "investment app*", "forex trading", "crypto trading"
           ],
           "match": ["a trading app"],
           "no_match": ["a trade union"]
          },
          {
           "id": "R-T-TRADE-2",
           "facet": "technology_platform",
           "tag": "trading_apps",
           "confidence": 0.68,
           "all": [["app", "application", "platform", "website", "site"]],
           "if_tags": ["crime_type/stock_market_scam"],
           "match": ["He was told to invest in shares by an app."]
          },
          {"id": "R-D-MINOR", "facet": "victim_demographics", "tag": "minor", "confidence": 0.95, "min_age": 0, "max_age": 17},
          {
           "id": "R-D-MINOR-W",
           "facet": "victim_demographics",
           "tag": "minor",
           "confidence": 0.7,
           "any": ["minor girl", "minor boy", "minor daughter", "minor son", "class viii", "class ix", "school going"],
           "match": ["his minor daughter"],
           "no_match": ["a minor injury"]
          },
          {"id": "R-D-YOUNG", "facet": "victim_demographics", "tag": "young_adult", "confidence": 0.9, "min_age": 18, "max_age": 35},
          {"id": "R-D-MID", "facet": "victim_demographics", "tag": "middle_aged", "confidence": 0.9, "min_age": 36, "max_age": 59},
          {"id": "R-D-OLD", "facet": "victim_demographics", "tag": "elderly", "confidence": 0.95, "min_age": 60},
          {
           "id": "R-D-OLD-W",
           "facet": "victim_demographics",
           "tag": "elderly",
           "confidence": 0.8,
           "any": [
            "senior citizen*", "elderly", "aged person", "old man", "old woman", "old lady", "septuagenarian", "octogenarian",
            "pensioner"
           ],
           "match": ["a senior citizen"],
           "no_match": ["an old coin"]
          },
          {
           "id": "R-D-RET",
           "facet": "victim_demographics",
           "tag": "retired",
           "confidence": 0.88,
           "any": ["retired", "pensioner*", "ex serviceman", "superannuated", "retd", "ex army", "retirement"],
           "match": ["a retired teacher"],
           "no_match": ["he was tired"]
          },
          {
           "id": "R-D-STUDENT",
           "facet": "victim_demographics",
           "tag": "student",
           "confidence": 0.86,
           "any": [
            "student", "students", "studying in", "b tech", "mbbs", "pursuing", "college going", "research scholar", "phd scholar",
            "undergraduate"
           ],
           "none": ["student of the accused"],
           "match": ["a college student"],
           "no_match": ["a teacher"]
          },
          {
           "id": "R-D-PRO",
           "facet": "victim_demographics",
           "tag": "professional",
           "confidence": 0.8,
           "any": [
            "teacher", "professor by", "engineer", "doctor by", "software", "it professional", "service holder", "private service",
            "govt employee", "government employee", "govt service", "government servant", "service by profession", "nurse",
            "advocate by", "lawyer", "chartered accountant", "bank employee by", "private sector employee", "employee by", "works in a",
            "working in a", "working as", "working at", "lecturer", "scientist", "journalist", "clerk", "accountant", "employee",
            "physician", "architect", "railway employee"
           ],
           "none": ["claiming to be a doctor", "bank employee called"],
           "match": ["a school teacher"],
           "no_match": ["a labourer"]
          },
          {
           "id": "R-D-BUS",
           "facet": "victim_demographics",
           "tag": "business_owner",
           "confidence": 0.84,
           "any": [
            "businessman", "businesswoman", "business man", "business by profession", "shopkeeper", "shop owner", "trader by",
            "proprietor", "owner of a", "runs a shop", "runs a business", "garment business", "business owner", "entrepreneur",
            "merchant by", "trader", "self employed", "wholesaler", "byabsayee", "own shop", "his shop", "her boutique", "contractor"
           ],
           "none": ["so called trader", "a trader who", "task merchant"],
           "match": ["a businessman"],
           "no_match": ["none of his business"]
          },
          {
           "id": "R-D-NOVICE",
           "facet": "victim_demographics",
           "tag": "novice",
           "confidence": 0.6,
           "any": [
            "believing", "trusting", "innocent", "without understanding", "not aware", "unaware", "simple", "illiterate",
            "as per instruction*", "as per direction*", "followed % instruction*", "good faith", "out of fear", "not tech",
            "no knowledge of", "induced", "@gave"
           ],
           "if_tags": [
            "attack_vector/otp_fraud", "attack_vector/remote_access_app", "attack_vector/kyc_pretext", "attack_vector/phishing_link",
            "crime_type/digital_arrest", "attack_vector/credential_theft",
            "attack_vector/qr_code_for_debiting_fraudulently_presented_as_crediting", "crime_type/customer_service_fraud"
           ],
           "match": ["Believing him she shared the OTP."]
          },
          {
           "id": "R-I-LOSS",
           "facet": "impact_outcome",
           "tag": "direct_monetary_loss",
           "confidence": 0.92,
           "any": [
            "debited", "deducted", "transferred", "lost rs", "lost a", "loss of", "withdrawn", "duped", "cheated of", "siphoned", "paid",
            "deposited", "sent money", "sent rs", "sent the money", "remitted", "parted with", "swindled", "sending money", "lost money",
            "money lost", "total amount", "total sum", "amount of rs", "sum of rs", "invested", "@gone", "credited to % account",
            "made to pay", "made payment", "made payments", "lost inr", "lost ₹", "total loss", "drained"
           ],
           "none": [
            "no amount was lost", "no money was lost", "no money has been lost", "did not lose", "no loss", "no monetary loss",
            "no financial loss"
           ],
           "match": ["Rs 5000 was debited"],
           "no_match": ["threatened", "No money was lost but he was threatened, though nothing was paid."]
          },
          {
           "id": "R-I-LOSS-NEAR",
           "facet": "impact_outcome",
           "tag": "direct_monetary_loss",
           "confidence": 0.9,
           "any": [
            "lost % rs", "lost % inr", "lost % rupees", "paid % rs", "paid % inr", "paid % rupees", "sent % rs", "sent % inr",
            "sent % rupees", "gave % rs", "gave % inr", "gave % rupees", "deposited % rs", "deposited % inr", "deposited % rupees",
            "bought % rs", "bought % inr", "bought % rupees", "remitted % rs", "remitted % inr", "remitted % rupees", "transferred % rs",
            "transferred % inr", "transferred % rupees", "put % rs", "put % inr", "put % rupees", "took % rs", "took % inr",
            "took % rupees", "collected % rs", "collected % inr", "collected % rupees", "invested % rs", "invested % inr",
            "invested % rupees", "gone % rs", "gone % inr", "gone % rupees", "charged % rs", "charged % inr", "charged % rupees",
            "debited % rs", "debited % inr", "debited % rupees", "deducted % rs", "deducted % inr", "deducted % rupees",
            "withdrawn % rs", "withdrawn % inr", "withdrawn % rupees", "borrowed % rs", "borrowed % inr", "borrowed % rupees",
            "lost % #", "paid % #", "deposited % #", "remitted % #", "transferred % #", "invested % #", "rs # % kat", "rs # % kete",
            "rs # % niyeche", "rs # % left", "rs # % gone", "rs # % went", "rs # % deducted", "rs # % debited", "rs # % invest",
            "rs # % worth", "inr # % kat", "inr # % kete", "inr # % niyeche", "inr # % left", "inr # % gone", "inr # % went",
            "inr # % deducted", "inr # % debited", "inr # % invest", "inr # % worth", "# % kete", "# % kat", "# % niyeche", "# % left",
            "# % invest", "# was gone", "# went out", "# % left the account"
           ],
           "none": ["no amount was lost", "no money was lost", "no loss", "snatch*"],
           "match": ["He lost INR 5000.", "She paid ₹ 900 for the tax."],
           "no_match": ["He has 3 phones."]
          },
          {
           "id": "R-I-LOSS-SUM",
           "facet": "impact_outcome",
           "tag": "direct_monetary_loss",
           "confidence": 0.85,
           "none": ["no amount was lost", "no money was lost", "no loss"],
           "min_loss": 1
          },
          {
           "id": "R-I-UNAUTH",
           "facet": "impact_outcome",
           "tag": "unauthorized_transactions",
           "confidence": 0.86,
           "any": [
            "unauthorised transaction*", "unauthorized transaction*", "unauthorised withdrawal*", "unauthorized withdrawal*",
            "without his knowledge", "without her knowledge", "without any otp", "without my knowledge", "without knowledge",
            "fraudulent transaction*", "illegal transaction*", "disputed transaction*", "suspicious transaction*", "not done by",
            "not made by", "without % consent", "without % permission", "unknown transaction*", "fraudulent withdrawal*",
            "fraudulently withdrawn", "fraudulently debited", "never made", "automatically"
           ],
           "match": ["debited without his knowledge"],
           "no_match": ["with his consent"]
          },
          {
           "id": "R-I-UNAUTH-2",
           "facet": "impact_outcome",
           "tag": "unauthorized_transactions",
           "confidence": 0.6,
           "all": [["@gone"]],
           "if_tags": [
            "attack_vector/otp_fraud", "attack_vector/remote_access_app", "attack_vector/malicious_app", "crime_type/AEPS_fraud",
            "attack_vector/sim_swap", "crime_type/account_takeover", "crime_type/bank_kyc_fraud",
            "attack_vector/qr_code_for_debiting_fraudulently_presented_as_crediting", "attack_vector/atm_manipulation"
           ],
           "unless_tags": ["crime_type/investment_scam", "crime_type/digital_arrest", "crime_type/task_based_fraud"],
           "match": ["She shared the OTP and Rs 9000 was debited."]
          },
          {
           "id": "R-I-INVEST",
           "facet": "impact_outcome",
           "tag": "investment_loss",
           "confidence": 0.88,
           "all": [["@paid", "lost", "put", "withdraw*", "could not", "refused"]],
           "if_tags": ["crime_type/investment_scam", "crime_type/stock_market_scam"],
           "match": ["He invested in a fake trading app and could not withdraw."]
          },
          {
           "id": "R-I-CREDIT",
           "facet": "impact_outcome",
           "tag": "credit_damage",
           "confidence": 0.84,
           "any": [
            "cibil*", "credit score", "loan % in his name", "loan % in her name", "loan was taken in", "loan % taken % name",
            "emi % deducted", "credit limit % exhausted", "loan against"
           ],
           "match": ["A loan was taken in his name and the CIBIL score fell."],
           "no_match": ["He got credit for it."]
          },
          {
           "id": "R-I-PRIV",
           "facet": "impact_outcome",
           "tag": "privacy_breach",
           "confidence": 0.78,
           "any": [
            "personal information", "personal data", "private photo*", "private video*", "contact list", "gallery", "fake profile",
            "intimate", "nude*", "morphed", "obscene photo*", "obscene video*", "her photo*", "video % recorded", "recorded % video",
            "data theft", "data breach", "stolen data", "hidden camera", "call % recorded", "personal details"
           ],
           "none": ["recorded statement"],
           "match": ["They got his contact list and gallery."],
           "no_match": ["He has a private car."]
          },
          {
           "id": "R-I-EMO",
           "facet": "impact_outcome",
           "tag": "emotional_trauma",
           "confidence": 0.8,
           "any": [
            "mental trauma", "trauma", "mental agony", "mentally", "depress*", "suicid*", "under stress", "stress*", "panic*", "afraid",
            "scared", "terrified", "harass*", "shock*", "anxiety", "torture*", "tension", "humiliat*"
           ],
           "match": ["She was in mental agony."],
           "no_match": ["He was calm."]
          },
          {
           "id": "R-I-REP",
           "facet": "impact_outcome",
           "tag": "reputation_damage",
           "confidence": 0.8,
           "any": [
            "reputation", "defam*", "viral", "tarnish*", "malign*", "social status", "dignity", "modesty", "image in the society",
            "character assassin*", "derogatory", "circulated % photo*", "circulated % video*", "sent % to % relatives",
            "sent % to % contacts", "fake profile"
           ],
           "match": ["His reputation was damaged."],
           "no_match": ["The repair was done."]
          },
          {
           "id": "R-I-ID",
           "facet": "impact_outcome",
           "tag": "identity_compromise",
           "confidence": 0.8,
           "any": [
            "identity % misused", "identity theft", "aadhaar % misused", "misused % aadhaar", "misuse of % aadhaar", "pan % misused",
            "documents % misused", "in his name without", "in her name without", "sim % in his name", "sim % in her name",
            "opened % in his name", "opened % in her name", "cloned fingerprint*", "biometric*", "duplicate sim", "impersonat* him",
            "impersonat* her", "using his identity", "using her identity", "using his documents", "using her documents", "his aadhaar",
            "her aadhaar"
           ],
           "match": ["An account was opened in his name without his knowledge."],
           "no_match": ["His name is Ram."]
          },
          {
           "id": "R-S-THREAT",
           "facet": "social_engineering",
           "tag": "threat_pressure",
           "confidence": 0.87,
           "any": [
            "threat*", "blackmail*", "dire consequences", "would be arrested", "will be arrested", "arrest warrant", "viral", "dhamki",
            "bhoy dekhiye", "jail*", "legal action % unless", "intimidat*", "coerc*", "under fear", "out of fear", "put % fear",
            "digital arrest", "frighten*", "terrified", "scared"
           ],
           "match": ["threatened to make it viral"],
           "no_match": ["a friendly talk"]
          },
          {
           "id": "R-S-THREAT-DA",
           "facet": "social_engineering",
           "tag": "threat_pressure",
           "confidence": 0.9,
           "any": ["@fear"],
           "if_tags": ["crime_type/digital_arrest"],
           "match": ["CBI kept her under digital arrest."]
          },
          {
           "id": "R-S-TIME",
           "facet": "social_engineering",
           "tag": "time_pressure",
           "confidence": 0.8,
           "any": [
            "immediately pay", "within # hours", "within 24 hours", "within # minutes", "today itself", "urgent*",
            "will be disconnected", "would be disconnected", "will be blocked", "would be blocked", "would be cut", "will be cut",
            "tonight", "at the earliest otherwise", "last date", "about to expire", "expires", "in a hurry", "hurried", "without delay",
            "by today", "before midnight", "limited time", "will be suspended", "would be suspended", "would be frozen",
            "will be frozen", "abhi", "ekhuni", "turant"
           ],
           "match": ["will be blocked today itself"],
           "no_match": ["next year"]
          },
          {
           "id": "R-S-FOMO",
           "facet": "social_engineering",
           "tag": "opportunity_fomo",
           "confidence": 0.84,
           "any": [
            "guaranteed return*", "double the money", "double % money", "high return*", "huge return*", "handsome return*",
            "limited offer", "huge profit*", "high profit*", "lottery", "prize", "lucky draw", "easy money", "extra income",
            "high commission", "good commission", "lucrative", "attractive offer*", "low interest", "heavy discount", "huge discount",
            "cashback", "reward points", "bonus", "daily return", "daily profit", "passive income", "high income", "free gift", "lured",
            "allur*", "greed", "work from home", "part time", "subsidy", "scratch card", "at cheap", "low price", "lalach", "lobh"
           ],
           "match": ["huge profit was promised"],
           "no_match": ["a small shop"]
          },
          {
           "id": "R-S-GRAD",
           "facet": "social_engineering",
           "tag": "gradual_investment",
           "confidence": 0.83,
           "all": [
            ["initially", "at first", "first", "beginning", "started with", "small amount*", "small profit", "earned", "small money"],
            [
             "profit*", "returned", "received", "received back", "credited", "earned", "earn*", "withdrew", "withdraw", "commission",
             "small return*", "got"
            ],
            [
             "then", "later", "subsequently", "more money", "again", "thereafter", "more and more", "afterwards", "further", "larger",
             "big amount*", "bigger"
            ]
           ],
           "none": ["shared otp", "clicked"],
           "within": 60,
           "match": ["Initially a small profit was credited and then he invested more money."],
           "no_match": ["He paid once."]
          },
          {
           "id": "R-S-GRAD-2",
           "facet": "social_engineering",
           "tag": "gradual_investment",
           "confidence": 0.72,
           "any": [
            "more and more", "several phases", "in phases", "again and again", "one after another", "another % fee", "phase wise",
            "several dates", "different dates", "various heads", "on different pretext*", "different pretexts", "different plea",
            "various plea*", "various pretext*", "step by step", "in installments"
           ],
           "if_tags": [
            "crime_type/investment_scam", "crime_type/task_based_fraud", "crime_type/job_fraud", "crime_type/loan_fraud",
            "crime_type/romance_fraud", "crime_type/franchise_fraud", "attack_vector/fake_mobile_tower_installation"
           ],
           "match": ["He invested in a fake trading app in phases."]
          },
          {
           "id": "R-S-AUTH",
           "facet": "social_engineering",
           "tag": "authority_pressure",
           "confidence": 0.87,
           "all": [
            ["@posing"],
            [
             "@officials", "bank manager", "bank official*", "bank officer*", "electricity officer", "electricity office", "rbi",
             "head office", "senior officer", "boss", "managing director"
            ]
           ],
           "within": 14,
           "match": ["He posed as a customs officer."],
           "no_match": ["The officer left."]
          },
          {
           "id": "R-S-AUTH-DA",
           "facet": "social_engineering",
           "tag": "authority_pressure",
           "confidence": 0.93,
           "all": [["@officials", "courier", "telecom"]],
           "if_tags": ["crime_type/digital_arrest"],
           "match": ["CBI kept her under digital arrest."]
          },
          {
           "id": "R-S-IMP",
           "facet": "social_engineering",
           "tag": "impersonation",
           "confidence": 0.85,
           "any": ["@posing", "fake profile", "display picture", "fake customer care", "customer care executive*", "fake identity"],
           "match": ["A person posing as a bank manager called."],
           "no_match": ["He was opposing the plan."]
          },
          {
           "id": "R-S-IMP-DA",
           "facet": "social_engineering",
           "tag": "impersonation",
           "confidence": 0.9,
           "all": [["@officials", "courier", "telecom"]],
           "if_tags": ["crime_type/digital_arrest"],
           "match": ["CBI kept her under digital arrest."]
          },
          {
           "id": "R-S-CRED",
           "facet": "social_engineering",
           "tag": "fake_credentials",
           "confidence": 0.78,
           "any": [
            "fake warrant", "arrest warrant", "fake id card*", "identity card*", "fake letter", "fake certificate*", "fake notice",
            "fake offer letter", "appointment letter", "fake uniform", "in police uniform", "police uniform", "in uniform",
            "fake website", "fake app*", "fake document*", "forged*", "id proof", "false document*", "supreme court order",
            "court order", "rbi letter", "certificate", "sebi registered", "registration certificate", "fake agreement", "fake approval",
            "approval letter", "sanction letter", "fake invoice"
           ],
           "none": ["death certificate", "birth certificate"],
           "match": ["He showed a fake warrant."],
           "no_match": ["He has a degree."]
          },
          {
           "id": "R-S-CRED-2",
           "facet": "social_engineering",
           "tag": "fake_credentials",
           "confidence": 0.55,
           "any": ["@posing"],
           "if_tags": ["attack_vector/authority_abuse", "attack_vector/kyc_pretext", "attack_vector/corporate_impersonation"],
           "match": ["A person posing as a customs officer showed himself on video."]
          },
          {
           "id": "R-S-TESTI",
           "facet": "social_engineering",
           "tag": "false_testimonials",
           "confidence": 0.84,
           "any": [
            "screenshot* of profit*", "screenshots of % profit*", "profit of other*", "other members", "members % profit*",
            "group members", "testimonial*", "success stor*", "fake review*", "others % earned", "members of the group",
            "showing % profit", "positive reviews", "screenshots % earnings", "people in the group"
           ],
           "match": ["Screenshots of profit of other members were shown."],
           "no_match": ["He met the members."]
          },
          {
           "id": "R-S-REL",
           "facet": "social_engineering",
           "tag": "relationship_building",
           "confidence": 0.83,
           "any": [
            "friendship", "befriend*", "became friend*", "love", "matrimon*", "dating", "relationship", "won % trust", "gained % trust",
            "won % confidence", "gained % confidence", "developed % relation*", "romantic", "marry", "intimacy", "friendly relation*",
            "emotional", "sweet talk*", "regularly chat*", "chatting"
           ],
           "none": ["family friend", "love jihad"],
           "match": ["He won her trust by chatting daily."],
           "no_match": ["They are here."]
          },
          {
           "id": "R-G-CROSS",
           "facet": "geographic_temporal",
           "tag": "cross_border",
           "confidence": 0.8,
           "any": ["@foreign"],
           "none": ["amazon", "london road"],
           "match": ["The call came from Cambodia."],
           "no_match": ["It is near."]
          },
          {
           "id": "R-G-INTER",
           "facet": "geographic_temporal",
           "tag": "interstate",
           "confidence": 0.74,
           "any": ["@states"],
           "none": [
            "crime branch", "from mumbai police", "mumbai police", "delhi police", "mumbai customs", "mumbai crime", "delhi airport",
            "mumbai airport"
           ],
           "match": ["The account is in Rajasthan."],
           "no_match": ["The account is near."]
          },
          {
           "id": "R-G-LOCAL",
           "facet": "geographic_temporal",
           "tag": "local",
           "confidence": 0.62,
           "any": [
            "@acquainted", "same locality", "local person", "same village", "same area", "nearby", "came to % house", "atm at",
            "of this locality", "para", "local"
           ],
           "none": ["local guardian"],
           "match": ["The neighbour did it."],
           "no_match": ["An unknown caller did it."]
          },
          {
           "id": "R-G-CYBER",
           "facet": "geographic_temporal",
           "tag": "cyber_space",
           "confidence": 0.62,
           "any": [
            "cyber space", "cyberspace", "online", "internet", "whatsapp", "telegram", "facebook", "instagram", "website", "link", "app",
            "upi", "net banking", "email"
           ],
           "match": ["P.O. cyber space"],
           "no_match": ["on the road"]
          },
          {
           "id": "R-G-MULTI",
           "facet": "geographic_temporal",
           "tag": "multiple_day_operation",
           "confidence": 0.72,
           "any": ["@days"],
           "match": ["on different dates"],
           "no_match": ["in one minute"]
          },
          {
           "id": "R-G-MULTI-2",
           "facet": "geographic_temporal",
           "tag": "multiple_day_operation",
           "confidence": 0.6,
           "any": ["gradually", "in phases", "later", "subsequently", "more and more", "different dates", "again"],
           "if_tags": ["crime_type/investment_scam", "crime_type/task_based_fraud", "crime_type/romance_fraud", "crime_type/job_fraud"],
           "unless_tags": ["geographic_temporal/sustained_fraud"],
           "match": ["He invested in a fake trading app and later again."]
          },
          {
           "id": "R-G-SUSTAIN",
           "facet": "geographic_temporal",
           "tag": "sustained_fraud",
           "confidence": 0.72,
           "any": ["@months"],
           "match": ["for several months"],
           "no_match": ["in one minute"]
          },
          {
           "id": "R-G-QUICK",
           "facet": "geographic_temporal",
           "tag": "quick_hit",
           "confidence": 0.74,
           "any": [
            "within minutes", "within % minutes", "within a few minutes", "immediately after", "at once", "single transaction",
            "instantly", "within seconds", "in no time", "suddenly", "soon after", "as soon as", "just after", "same day",
            "shortly after", "within an hour", "in one go", "moments later"
           ],
           "match": ["within minutes"],
           "no_match": ["over a year"]
          },
          {
           "id": "R-G-QUICK-2",
           "facet": "geographic_temporal",
           "tag": "quick_hit",
           "confidence": 0.64,
           "all": [["@gone"]],
           "if_tags": [
            "attack_vector/otp_fraud", "attack_vector/remote_access_app",
            "attack_vector/qr_code_for_debiting_fraudulently_presented_as_crediting", "crime_type/bank_kyc_fraud",
            "crime_type/AEPS_fraud", "attack_vector/phishing_link", "crime_type/customer_service_fraud", "attack_vector/sim_swap"
           ],
           "unless_tags": ["geographic_temporal/multiple_day_operation", "geographic_temporal/sustained_fraud"],
           "match": ["She shared the OTP and Rs 9000 was debited."]
          }
         ],
         "cases": [
          {
           "text": "The complainant saw an advertisement on Facebook for cheap phones and paid.",
           "tags": ["victim_approach/online_advertisement"],
           "not": ["victim_approach/social_media_friend_request"]
          },
          {
           "text": "A man introducing himself as the manager of HDFC Bank called and took the OTP.",
           "tags": ["attack_vector/impersonation"],
           "not": ["attack_vector/corporate_impersonation"]
          },
          {
           "text": "He was told that scanning the QR would credit the price of his sofa, posted on OLX, but Rs 9,000 was deducted.",
           "tags": ["attack_vector/qr_code_for_debiting_fraudulently_presented_as_crediting", "victim_approach/marketplace_listing"]
          },
          {
           "text": "His neighbour borrowed Rs 2 lakh in cash and refused to return it.",
           "tags": ["crime_type/traditional_cheating_and_fraud"]
          },
          {
           "text": "Unknown caller said he was from the narcotics bureau, that a parcel in her name held drugs, and she would go to jail.",
           "tags": ["crime_type/digital_arrest", "social_engineering/authority_pressure"]
          },
          {"text": "Complainant Rina Das, aged about 67 years, shared the OTP.", "tags": ["victim_demographics/elderly"]}
         ]
        }
        """##

    static let gazetteer = ##"""
        {
         "version": "2026.12",
         "cues": {
          "phone": [
           "call", "called", "caller", "calling", "calls", "cell", "contact", "dial", "dialed", "dialled", "fax", "helpline", "mob",
           "mobile", "msisdn", "ph", "phone", "sim", "tel", "telephone", "whatsapp"
          ],
          "account": ["a", "ac", "acc", "account", "accounts", "acct", "accts", "acs", "beneficiary", "current", "savings"],
          "card": ["atm", "card", "cards", "credit", "debit", "mastercard", "rupay", "visa"],
          "reference": [
           "arn", "imps", "neft", "ref", "reference", "rrn", "rtgs", "tran", "trans", "transaction", "transactions", "trxn", "txn",
           "txns", "utr"
          ],
          "aadhaar": ["aadhaar", "aadhar", "adhaar", "adhar", "uid", "uidai"],
          "imei": ["imei"],
          "vehicle": [
           "bearing", "bike", "bus", "car", "lorry", "motorcycle", "regd", "registration", "regn", "scooter", "scooty", "taxi", "truck",
           "vehicle"
          ],
          "currency": ["inr", "re", "rs", "rupaye", "rupee", "rupees", "taka"],
          "hours": ["am", "baje", "hour", "hours", "hr", "hrs", "ist", "pm"],
          "title": [
           "adv", "advocate", "asi", "c", "complainant", "constable", "d", "dr", "insp", "km", "kumari", "late", "lsi", "md", "miss",
           "mohd", "mr", "mrs", "ms", "mst", "named", "namely", "one", "prof", "psi", "s", "shri", "shrimati", "si", "smt", "sri", "w"
          ],
          "given": [
           "abhishek", "aditya", "ajay", "akash", "alok", "amit", "amrita", "ananya", "anil", "anita", "anjali", "ankit", "aparna",
           "arindam", "arjun", "arpita", "arun", "asha", "ashish", "ashok", "bablu", "bikash", "bimal", "binod", "biplab", "debasish",
           "deepak", "dilip", "dinesh", "dipak", "farhan", "ganesh", "gautam", "geeta", "gita", "gopal", "gopi", "goutam", "hari",
           "harish", "imran", "indrajit", "irfan", "jaya", "jyoti", "kamal", "karan", "kartik", "kavita", "kiran", "krishna", "kumar",
           "lakshmi", "lalita", "laxmi", "madhu", "mahesh", "mamata", "manish", "manoj", "meena", "meera", "mita", "mohammad", "mohan",
           "moumita", "mousumi", "mukesh", "nandini", "narayan", "naveen", "neeraj", "neha", "nikhil", "nisha", "nitin", "om", "pankaj",
           "partha", "pooja", "poonam", "prabhat", "pradeep", "pradip", "prakash", "pranab", "prasad", "prashant", "pratima", "preeti",
           "priya", "puja", "rabindra", "radha", "rahul", "raj", "raja", "rajan", "rajesh", "rajib", "rajiv", "raju", "rakesh", "ramesh",
           "ranjit", "ravi", "rekha", "rina", "ritu", "rohan", "rohit", "ruma", "rupa", "sabina", "sachin", "sahil", "salim", "samir",
           "sandeep", "sandip", "sanjay", "sanjoy", "santosh", "sarita", "satish", "saurabh", "seema", "shabana", "shankar", "shanti",
           "sharmila", "shivani", "shreya", "shyam", "siddharth", "sima", "sita", "soma", "somnath", "soumen", "sourav", "subhas",
           "subhash", "subrata", "sudha", "sudip", "sujan", "sukumar", "suman", "sumit", "sunil", "sunita", "supriya", "suraj", "suresh",
           "surjit", "sushil", "sushma", "swapan", "swati", "tanmay", "tapan", "tapas", "tariq", "tushar", "uma", "usha", "uttam",
           "vandana", "varun", "vijay", "vikas", "vikram", "vinay", "vinod", "vishal", "vivek", "yash", "yogesh", "zakir"
          ],
          "surname": [
           "agarwal", "ahmed", "ali", "ansari", "banerjee", "begum", "bhattacharya", "bibi", "biswas", "bose", "chakraborty",
           "chatterjee", "chauhan", "das", "deshmukh", "devi", "dutta", "gazi", "ghosh", "gupta", "haldar", "hazra", "hembram",
           "hussain", "islam", "iyer", "jain", "jha", "joshi", "kapoor", "khan", "khanna", "khatun", "kulkarni", "kumar", "kundu",
           "mahato", "malhotra", "mandal", "mehta", "menon", "mishra", "molla", "mondal", "mukherjee", "murmu", "naidu", "nair", "nandy",
           "naskar", "pal", "pandey", "patel", "patil", "paul", "pillai", "prasad", "rajput", "rao", "reddy", "roy", "saha", "sarkar",
           "sen", "shah", "sharma", "sheikh", "singh", "sinha", "soren", "thakur", "tiwari", "tripathi", "verma", "yadav"
          ],
          "organisation_end": [
           "agency", "authority", "bank", "bazaar", "board", "bureau", "capital", "co", "college", "commission", "company", "corp",
           "corporation", "department", "enterprises", "finance", "fincorp", "foundation", "hospital", "industries", "institute",
           "insurance", "limited", "ltd", "ministry", "ps", "pvt", "school", "securities", "services", "society", "solutions",
           "technologies", "traders", "university"
          ],
          "place_end": [
           "airport", "apartment", "apartments", "avenue", "bagh", "bazar", "chowk", "city", "colony", "complex", "district", "enclave",
           "ganj", "garden", "gardens", "ghat", "lane", "marg", "market", "nagar", "para", "park", "pur", "puram", "puri", "road",
           "sarani", "sector", "station", "street", "tala", "town", "vihar", "village"
          ],
          "place_before": ["city", "dist", "district", "near", "resident", "state", "town", "vill", "village"],
          "ordinary": [
           "a", "aadhaar", "aadhar", "according", "accordingly", "account", "accused", "act", "after", "also", "although", "am",
           "amount", "an", "and", "another", "apk", "app", "application", "arrest", "as", "at", "atm", "be", "because", "been", "before",
           "being", "bns", "bnss", "brief", "but", "by", "call", "called", "caller", "care", "case", "cbi", "code", "complainant",
           "complainants", "complaint", "credited", "crpc", "customer", "cvv", "cyber", "date", "dated", "dear", "debited", "do",
           "during", "ed", "facebook", "fact", "facts", "fir", "for", "friday", "from", "further", "gde", "gmail", "google", "had",
           "has", "have", "having", "he", "helpline", "hence", "her", "here", "his", "hours", "how", "however", "hrs", "i", "if", "ifsc",
           "imei", "in", "inr", "instagram", "internet", "io", "ipc", "is", "it", "kyc", "later", "link", "loss", "madam", "me",
           "message", "mobile", "monday", "money", "moreover", "my", "ncrp", "new", "nil", "no", "nos", "not", "number", "of", "on",
           "one", "online", "or", "other", "others", "otp", "our", "paid", "pan", "per", "person", "persons", "phone", "pin", "please",
           "pm", "po", "police", "portal", "prayer", "ps", "qr", "re", "received", "ref", "refund", "request", "respected", "rrn", "rs",
           "saturday", "screenshot", "section", "sent", "she", "since", "sir", "sms", "so", "some", "space", "station", "sub", "subject",
           "subsequently", "sunday", "suspect", "telegram", "thank", "thanks", "that", "the", "their", "then", "there", "thereafter",
           "these", "they", "this", "those", "though", "thursday", "to", "today", "tomorrow", "total", "transferred", "tuesday", "tv",
           "twitter", "u", "unknown", "upi", "upon", "us", "utr", "via", "victim", "vide", "video", "was", "we", "wednesday", "were",
           "what", "whatsapp", "when", "where", "which", "while", "who", "with", "yesterday", "you", "your", "youtube"
          ],
          "top_domain": [
           "app", "biz", "cc", "click", "club", "co", "com", "dev", "example", "icu", "in", "info", "io", "link", "live", "me", "net",
           "online", "org", "pro", "shop", "site", "store", "top", "vip", "xyz"
          ],
          "scheme": ["http", "https", "hxxp", "hxxps", "www"],
          "clock": ["about", "approx", "approximately", "around", "at", "by", "till", "time"],
          "ordinal": ["day", "nd", "of", "rd", "st", "th"],
          "filler": ["bearing", "being", "id", "is", "no", "nos", "number", "numbers", "vide"]
         },
         "units": {
          "thousand": 1000,
          "thousands": 1000,
          "hazar": 1000,
          "hajar": 1000,
          "k": 1000,
          "lakh": 100000,
          "lakhs": 100000,
          "lac": 100000,
          "lacs": 100000,
          "crore": 10000000,
          "crores": 10000000,
          "cr": 10000000,
          "hundred": 100,
          "million": 1000000
         },
         "months": {
          "january": 1,
          "jan": 1,
          "february": 2,
          "feb": 2,
          "march": 3,
          "mar": 3,
          "april": 4,
          "apr": 4,
          "may": 5,
          "june": 6,
          "jun": 6,
          "july": 7,
          "jul": 7,
          "august": 8,
          "aug": 8,
          "september": 9,
          "sep": 9,
          "sept": 9,
          "october": 10,
          "oct": 10,
          "november": 11,
          "nov": 11,
          "december": 12,
          "dec": 12
         },
         "organisations": [
          "SBI", "HDFC", "ICICI", "PNB", "BOB", "UCO", "IDBI", "RBI", "SEBI", "TRAI", "CBI", "NCB", "UIDAI", "NPCI", "IRCTC", "LIC",
          "BSNL", "Airtel", "Vodafone", "Jio", "FedEx", "DHL", "Amazon", "Flipkart", "Myntra", "Meesho", "Paytm", "PhonePe", "BigBasket",
          "Zomato", "Swiggy", "OLX", "Quikr", "Ola", "Uber", "Netflix", "Microsoft", "Bajaj", "Zerodha", "Groww", "Binance", "WazirX",
          "KBC", "CESC", "WBSEDCL", "BESCOM", "Blue Dart", "India Post", "State Bank of India", "Punjab National Bank", "Bank of Baroda",
          "Bank of India", "Canara Bank", "Union Bank of India", "Union Bank", "Axis Bank", "HDFC Bank", "ICICI Bank",
          "Kotak Mahindra Bank", "Kotak Bank", "IndusInd Bank", "Yes Bank", "Federal Bank", "Bandhan Bank", "Indian Bank",
          "Indian Overseas Bank", "Central Bank of India", "UCO Bank", "IDFC First Bank", "RBL Bank", "Airtel Payments Bank",
          "India Post Payments Bank", "Paytm Payments Bank", "Bajaj Finance", "Reserve Bank of India", "Central Bureau of Investigation",
          "Enforcement Directorate", "Narcotics Control Bureau", "Crime Branch", "Supreme Court", "High Court", "Income Tax Department",
          "Telecom Regulatory Authority of India", "Tata Capital", "Muthoot Finance", "Google Pay", "Indian Army"
         ],
         "places": [
          "India", "Delhi", "Mumbai", "Kolkata", "Chennai", "Bengaluru", "Bangalore", "Hyderabad", "Pune", "Ahmedabad", "Jaipur",
          "Lucknow", "Kanpur", "Nagpur", "Indore", "Bhopal", "Patna", "Ranchi", "Guwahati", "Bhubaneswar", "Cuttack", "Surat",
          "Vadodara", "Rajkot", "Nashik", "Thane", "Kochi", "Coimbatore", "Madurai", "Visakhapatnam", "Vijayawada", "Mysuru",
          "Chandigarh", "Ludhiana", "Amritsar", "Gurugram", "Gurgaon", "Noida", "Faridabad", "Ghaziabad", "Agra", "Varanasi", "Meerut",
          "Dehradun", "Shimla", "Srinagar", "Jammu", "Raipur", "Bhilai", "Jamtara", "Deoghar", "Giridih", "Dhanbad", "Bharatpur",
          "Alwar", "Mewat", "Nuh", "Mathura", "Howrah", "Hooghly", "Siliguri", "Durgapur", "Asansol", "Bardhaman", "Malda",
          "Murshidabad", "Nadia", "Bankura", "Purulia", "Birbhum", "Jalpaiguri", "Darjeeling", "Alipurduar", "Kharagpur", "Haldia",
          "Barasat", "Barrackpore", "Bidhannagar", "Chandannagar", "Krishnanagar", "Jalandhar", "Udaipur", "Jodhpur", "Kota", "Ajmer",
          "Gaya", "Muzaffarpur", "Bhagalpur", "Nalanda", "Nawada", "Jharkhand", "Bihar", "Rajasthan", "Haryana", "Punjab", "Gujarat",
          "Maharashtra", "Karnataka", "Kerala", "Telangana", "Odisha", "Assam", "Chhattisgarh", "Uttarakhand", "Goa", "Manipur",
          "Tripura", "Meghalaya", "Nagaland", "Mizoram", "Sikkim", "Dubai", "Cambodia", "Myanmar", "Thailand", "China", "Nigeria",
          "Singapore", "London", "Bangladesh", "Nepal", "Pakistan", "Laos", "Vietnam", "UK", "USA", "Canada", "West Bengal",
          "Uttar Pradesh", "Madhya Pradesh", "Andhra Pradesh", "Tamil Nadu", "Himachal Pradesh", "Arunachal Pradesh",
          "Jammu and Kashmir", "Park Street", "Salt Lake", "New Delhi", "New Town", "Navi Mumbai", "South Kolkata", "North 24 Parganas",
          "South 24 Parganas", "Purba Medinipur", "Paschim Medinipur", "Cooch Behar", "Uttar Dinajpur", "Dakshin Dinajpur", "Hong Kong"
         ],
         "upi_handles": [
          "okaxis", "okhdfcbank", "okicici", "oksbi", "ybl", "ibl", "axl", "paytm", "ptyes", "ptsbi", "pthdfc", "ptaxis", "upi", "apl",
          "yapl", "rapl", "sbi", "hdfcbank", "icici", "axisbank", "kotak", "barodampay", "pnb", "cnrb", "indus", "idfcbank", "federal",
          "freecharge", "airtel", "jio", "postbank", "fbl", "waaxis", "wahdfcbank", "waicici", "wasbi", "axisb", "yesbank", "uboi",
          "unionbank", "boi", "idbi", "rbl", "kbl", "superyes", "naviaxis", "slice", "jupiteraxis", "timecosmos", "tapicici",
          "sliceaxis", "pingpay", "ikwik", "mbk", "abfspay", "axisgo", "citi", "citigold", "dbs", "dcb", "equitas", "hsbc", "idfcfirst",
          "indianbank", "iob", "jkb", "kvb", "kmbl", "mahb", "obc", "payzapp", "pockets", "psb", "rajgovhdfcbank", "sib", "srcb", "tjsb",
          "uco", "ucobank", "utbi", "vijb", "yesbankltd", "niyoicici", "oneyes", "shriramhdfcbank", "yespay", "trans", "fam", "bpunity",
          "cred", "amazonpay", "goaxb"
         ],
         "mail_hosts": ["gmail", "yahoo", "hotmail", "outlook", "rediffmail", "protonmail", "icloud", "live", "ymail"],
         "bank_codes": [
          "SBIN", "HDFC", "ICIC", "UTIB", "PUNB", "BARB", "CNRB", "UBIN", "BKID", "IOBA", "IDIB", "CBIN", "UCBA", "MAHB", "PSIB", "KKBK",
          "INDB", "YESB", "FDRL", "IDFB", "RATN", "BDBL", "SIBL", "KVBL", "CIUB", "TMBL", "DLXB", "KARB", "JAKA", "DCBL", "CSBK", "IBKL",
          "SCBL", "CITI", "HSBC", "DEUT", "DBSS", "AIRP", "IPOS", "PYTM", "JIOP", "FINO", "NSPB", "AUBL", "ESFB", "UJVN", "USFB", "SURY",
          "JSFB", "CLBL", "NESF", "SRCB", "COSB", "SVCB", "APBL", "PJSB", "ABHY", "RBIS"
         ],
         "vehicle_states": [
          "AN", "AP", "AR", "AS", "BR", "CG", "CH", "DD", "DL", "DN", "GA", "GJ", "HP", "HR", "JH", "JK", "KA", "KL", "LA", "LD", "MH",
          "ML", "MN", "MP", "MZ", "NL", "OD", "OR", "PB", "PY", "RJ", "SK", "TG", "TN", "TR", "TS", "UK", "UP", "WB"
         ],
         "calling_codes": {
          "91": [10, 10],
          "1": [10, 10],
          "44": [9, 10],
          "92": [9, 10],
          "880": [8, 10],
          "977": [8, 10],
          "94": [9, 9],
          "95": [7, 10],
          "86": [10, 11],
          "852": [8, 8],
          "65": [8, 8],
          "60": [7, 10],
          "66": [8, 9],
          "62": [8, 12],
          "63": [8, 10],
          "84": [8, 10],
          "855": [8, 9],
          "856": [8, 10],
          "971": [8, 9],
          "966": [8, 9],
          "974": [8, 8],
          "968": [8, 8],
          "965": [8, 8],
          "973": [8, 8],
          "93": [9, 9],
          "98": [10, 10],
          "90": [10, 10],
          "7": [10, 10],
          "380": [9, 9],
          "49": [7, 12],
          "33": [9, 9],
          "34": [9, 9],
          "39": [8, 11],
          "31": [9, 9],
          "61": [9, 9],
          "64": [8, 10],
          "81": [9, 10],
          "82": [8, 10],
          "234": [8, 10],
          "254": [9, 9],
          "233": [9, 9],
          "27": [9, 9],
          "20": [9, 10],
          "212": [9, 9],
          "225": [8, 10],
          "237": [8, 9],
          "251": [9, 9],
          "55": [10, 11],
          "52": [10, 10],
          "57": [10, 10],
          "54": [10, 11],
          "40": [9, 9],
          "48": [9, 9],
          "46": [7, 10],
          "47": [8, 8],
          "41": [9, 9],
          "43": [7, 12],
          "32": [8, 9],
          "353": [7, 9],
          "357": [8, 8],
          "359": [8, 9],
          "370": [8, 8],
          "371": [8, 8],
          "372": [7, 8],
          "886": [8, 9],
          "850": [8, 10],
          "670": [7, 8],
          "975": [7, 8],
          "960": [7, 7]
         }
        }
        """##
}
