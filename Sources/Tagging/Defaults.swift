// Written by reference/embed from the JSON files under reference/: edit those.

enum Defaults {
    static let taxonomy = ##"""
        {
         "version": "2026.11",
         "facets": [
          {
           "id": "crime_type",
           "tags": [
            {
             "id": "task_based_fraud",
             "definition": "task based fraud"
            },
            {
             "id": "investment_scam",
             "definition": "investment scam"
            },
            {
             "id": "customer_service_fraud",
             "definition": "customer service fraud"
            },
            {
             "id": "bank_kyc_fraud",
             "definition": "bank kyc fraud"
            },
            {
             "id": "loan_fraud",
             "definition": "loan fraud"
            },
            {
             "id": "job_fraud",
             "definition": "job fraud"
            },
            {
             "id": "child_exploitation",
             "definition": "child exploitation"
            },
            {
             "id": "non_consensual_imagery",
             "definition": "non consensual imagery"
            },
            {
             "id": "sexual_blackmail",
             "definition": "sexual blackmail"
            },
            {
             "id": "privacy_violation",
             "definition": "privacy violation"
            },
            {
             "id": "sim_card_fraud",
             "definition": "sim card fraud"
            },
            {
             "id": "account_takeover",
             "definition": "account takeover"
            },
            {
             "id": "credential_theft",
             "definition": "credential theft"
            },
            {
             "id": "document_forgery",
             "definition": "document forgery"
            },
            {
             "id": "AEPS_fraud",
             "definition": "money drawn through the Aadhaar enabled payment system with stolen biometrics"
            },
            {
             "id": "sextortion",
             "definition": "sextortion"
            },
            {
             "id": "digital_arrest",
             "definition": "a pretended official keeps the victim in fear of arrest over a call until money is paid"
            },
            {
             "id": "reputation_threat",
             "definition": "reputation threat"
            },
            {
             "id": "ransom_demand",
             "definition": "ransom demand"
            },
            {
             "id": "identity_crimes",
             "definition": "identity crimes"
            },
            {
             "id": "stock_market_scam",
             "definition": "stock market scam"
            },
            {
             "id": "fraud_by_impersonation_of_influential_person",
             "definition": "fraud by impersonation of influential person"
            },
            {
             "id": "provocative_social_media_post",
             "definition": "provocative social media post"
            },
            {
             "id": "recording_of_sexual_video_call_inititiated_by_perpetrator",
             "definition": "recording of sexual video call inititiated by perpetrator"
            },
            {
             "id": "extortion",
             "definition": "extortion"
            },
            {
             "id": "fake_hotel_booking",
             "definition": "fake hotel booking"
            },
            {
             "id": "financial_fraud",
             "definition": "financial fraud"
            },
            {
             "id": "subsidy_fraud",
             "definition": "subsidy fraud"
            },
            {
             "id": "fake_wine_delivery_fraud",
             "definition": "fake wine delivery fraud"
            },
            {
             "id": "unauthorized_access",
             "definition": "unauthorized access"
            },
            {
             "id": "franchise_fraud",
             "definition": "franchise fraud"
            },
            {
             "id": "call_centre_fraud",
             "definition": "call centre fraud"
            },
            {
             "id": "not_a_cyber_crime",
             "definition": "no computer, phone network or online service was used to commit it"
            }
           ]
          },
          {
           "id": "attack_vector",
           "tags": [
            {
             "id": "phishing_link",
             "definition": "phishing link"
            },
            {
             "id": "malicious_app",
             "definition": "malicious app"
            },
            {
             "id": "unauthorized_access",
             "definition": "unauthorized access"
            },
            {
             "id": "sim_swap",
             "definition": "sim swap"
            },
            {
             "id": "credential_theft",
             "definition": "credential theft"
            },
            {
             "id": "impersonation",
             "definition": "impersonation"
            },
            {
             "id": "false_business_proposal",
             "definition": "false business proposal"
            },
            {
             "id": "relationship_building",
             "definition": "relationship building"
            },
            {
             "id": "authority_abuse",
             "definition": "authority abuse"
            },
            {
             "id": "atm_manipulation",
             "definition": "atm manipulation"
            },
            {
             "id": "otp_fraud",
             "definition": "otp fraud"
            },
            {
             "id": "qr_code_for_debiting_fraudulently_presented_as_crediting",
             "definition": "qr code for debiting fraudulently presented as crediting"
            },
            {
             "id": "account_takeover",
             "definition": "account takeover"
            },
            {
             "id": "kyc_pretext",
             "definition": "kyc pretext"
            },
            {
             "id": "fake_mobile_tower_installation",
             "definition": "fake mobile tower installation"
            },
            {
             "id": "fake_google_search_results",
             "definition": "fake google search results"
            },
            {
             "id": "corporate_impersonation",
             "definition": "corporate impersonation"
            },
            {
             "id": "remote_access_app",
             "definition": "remote access app"
            }
           ]
          },
          {
           "id": "victim_approach",
           "tags": [
            {
             "id": "cold_call",
             "definition": "cold call"
            },
            {
             "id": "whatsapp_message",
             "definition": "whatsapp message"
            },
            {
             "id": "telegram_invite",
             "definition": "telegram invite"
            },
            {
             "id": "sms_contact",
             "definition": "sms contact"
            },
            {
             "id": "social_media_friend_request",
             "definition": "social media friend request"
            },
            {
             "id": "dating_app_match",
             "definition": "dating app match"
            },
            {
             "id": "marketplace_listing",
             "definition": "marketplace listing"
            },
            {
             "id": "job_portal",
             "definition": "job portal"
            },
            {
             "id": "fake_google_search_results",
             "definition": "fake google search results"
            },
            {
             "id": "direct_contact",
             "definition": "direct contact"
            }
           ]
          },
          {
           "id": "technology_platform",
           "tags": [
            {
             "id": "whatsapp",
             "definition": "whatsapp"
            },
            {
             "id": "telegram",
             "definition": "telegram"
            },
            {
             "id": "sms",
             "definition": "sms"
            },
            {
             "id": "facebook",
             "definition": "facebook"
            },
            {
             "id": "instagram",
             "definition": "instagram"
            },
            {
             "id": "linkedin",
             "definition": "linkedin"
            },
            {
             "id": "upi_apps",
             "definition": "upi apps"
            },
            {
             "id": "banking_apps",
             "definition": "banking apps"
            },
            {
             "id": "crypto_platforms",
             "definition": "crypto platforms"
            },
            {
             "id": "trading_apps",
             "definition": "trading apps"
            },
            {
             "id": "credit_card",
             "definition": "credit card"
            },
            {
             "id": "youtube",
             "definition": "youtube"
            }
           ]
          },
          {
           "id": "victim_demographics",
           "tags": [
            {
             "id": "minor",
             "definition": "minor"
            },
            {
             "id": "young_adult",
             "definition": "young adult"
            },
            {
             "id": "middle_aged",
             "definition": "middle aged"
            },
            {
             "id": "elderly",
             "definition": "elderly"
            },
            {
             "id": "student",
             "definition": "student"
            },
            {
             "id": "professional",
             "definition": "professional"
            },
            {
             "id": "business_owner",
             "definition": "business owner"
            },
            {
             "id": "retired",
             "definition": "retired"
            },
            {
             "id": "novice",
             "definition": "novice"
            },
            {
             "id": "intermediate",
             "definition": "intermediate"
            },
            {
             "id": "advanced",
             "definition": "advanced"
            }
           ]
          },
          {
           "id": "impact_outcome",
           "tags": [
            {
             "id": "direct_monetary_loss",
             "definition": "direct monetary loss"
            },
            {
             "id": "unauthorized_transactions",
             "definition": "unauthorized transactions"
            },
            {
             "id": "investment_loss",
             "definition": "investment loss"
            },
            {
             "id": "credit_damage",
             "definition": "credit damage"
            },
            {
             "id": "privacy_breach",
             "definition": "privacy breach"
            },
            {
             "id": "emotional_trauma",
             "definition": "emotional trauma"
            },
            {
             "id": "reputation_damage",
             "definition": "reputation damage"
            },
            {
             "id": "identity_compromise",
             "definition": "identity compromise"
            }
           ]
          },
          {
           "id": "social_engineering",
           "tags": [
            {
             "id": "time_pressure",
             "definition": "time pressure"
            },
            {
             "id": "threat_pressure",
             "definition": "threat pressure"
            },
            {
             "id": "opportunity_fomo",
             "definition": "opportunity fomo"
            },
            {
             "id": "authority_pressure",
             "definition": "authority pressure"
            },
            {
             "id": "fake_credentials",
             "definition": "fake credentials"
            },
            {
             "id": "false_testimonials",
             "definition": "false testimonials"
            },
            {
             "id": "impersonation",
             "definition": "impersonation"
            },
            {
             "id": "gradual_investment",
             "definition": "gradual investment"
            },
            {
             "id": "relationship_building",
             "definition": "relationship building"
            }
           ]
          },
          {
           "id": "geographic_temporal",
           "tags": [
            {
             "id": "cross_border",
             "definition": "cross border"
            },
            {
             "id": "interstate",
             "definition": "interstate"
            },
            {
             "id": "local",
             "definition": "local"
            },
            {
             "id": "cyber_space",
             "definition": "cyber space"
            },
            {
             "id": "multiple_day_operation",
             "definition": "multiple day operation"
            },
            {
             "id": "quick_hit",
             "definition": "quick hit"
            },
            {
             "id": "sustained_fraud",
             "definition": "sustained fraud"
            }
           ]
          }
         ]
        }
        """##

    static let rules = ##"""
        {
         "version": "2026.11",
         "rules": [
          {
           "id": "R-DA-WORDS",
           "facet": "crime_type",
           "tag": "digital_arrest",
           "confidence": 0.98,
           "any": [
            "digital arrest",
            "digitally arrested",
            "digital custody"
           ],
           "match": [
            "He was kept under digital arrest for two days."
           ],
           "no_match": [
            "The police arrested a digital artist."
           ]
          },
          {
           "id": "R-DA-FEAR",
           "facet": "crime_type",
           "tag": "digital_arrest",
           "confidence": 0.85,
           "all": [
            [
             "cbi",
             "police",
             "customs",
             "crime branch",
             "trai",
             "narcotics",
             "ncb",
             "enforcement directorate",
             "officer",
             "cyber cell",
             "fedex",
             "courier company",
             "telecom department",
             "supreme court"
            ],
            [
             "parcel",
             "contraband",
             "drugs",
             "money laundering",
             "illegal",
             "arrest*",
             "warrant",
             "identity has been used",
             "aadhaar has been used",
             "sim was used",
             "case has been registered against",
             "video call surveillance",
             "terror*"
            ],
            [
             "video call",
             "skype",
             "whatsapp call",
             "phone call",
             "called",
             "call*",
             "over phone"
            ]
           ],
           "none": [
            "accused was arrested",
            "recovered from the accused"
           ],
           "match": [
            "A person posing as a customs officer called and said a parcel in his name had drugs and a warrant would issue unless he paid.",
            "Caller claiming to be from CBI said her Aadhaar has been used in money laundering and kept her on a video call."
           ],
           "no_match": [
            "He ordered a parcel online and it never came.",
            "The police were informed about the theft of a mobile."
           ]
          },
          {
           "id": "R-AEPS",
           "facet": "crime_type",
           "tag": "AEPS_fraud",
           "confidence": 0.95,
           "any": [
            "aeps",
            "aadhaar enabled payment",
            "aadhar enabled payment"
           ],
           "match": [
            "Rs 10,000 was withdrawn through AEPS without any OTP."
           ],
           "no_match": [
            "He withdrew cash from an ATM."
           ]
          },
          {
           "id": "R-AEPS-BIO",
           "facet": "crime_type",
           "tag": "AEPS_fraud",
           "confidence": 0.85,
           "all": [
            [
             "biometric*",
             "fingerprint",
             "thumb impression"
            ],
            [
             "aadhaar",
             "aadhar",
             "csp",
             "customer service point"
            ],
            [
             "withdraw*",
             "debited",
             "deducted"
            ]
           ],
           "match": [
            "Money was withdrawn at a CSP by using her Aadhaar number and cloned fingerprint."
           ],
           "no_match": [
            "The phone has a fingerprint lock."
           ]
          },
          {
           "id": "R-INVEST",
           "facet": "crime_type",
           "tag": "investment_scam",
           "confidence": 0.9,
           "any": [
            "investment scam",
            "fake trading",
            "trading app",
            "guaranteed return*",
            "high return*",
            "stock tips",
            "ipo allotment",
            "share trading"
           ],
           "match": [
            "She was added to a group giving stock tips and invested through a fake trading app."
           ],
           "no_match": [
            "He has invested in a shop."
           ]
          },
          {
           "id": "R-STOCK",
           "facet": "crime_type",
           "tag": "stock_market_scam",
           "confidence": 0.8,
           "all": [
            [
             "stock market",
             "share market",
             "ipo",
             "demat",
             "share trading",
             "stock tips"
            ],
            [
             "invest*",
             "profit*",
             "return*",
             "trading"
            ]
           ],
           "match": [
            "He was told to invest in the share market through an app showing false profit."
           ],
           "no_match": [
            "He works at the vegetable market."
           ]
          },
          {
           "id": "R-TASK",
           "facet": "crime_type",
           "tag": "task_based_fraud",
           "confidence": 0.9,
           "any": [
            "part time job",
            "task based",
            "prepaid task*",
            "like and subscribe",
            "liking youtube videos",
            "rating hotels",
            "google reviews",
            "complete tasks",
            "telegram task*"
           ],
           "match": [
            "He was offered a part time job of liking YouTube videos and paid for prepaid tasks."
           ],
           "no_match": [
            "He had the task of painting the house."
           ]
          },
          {
           "id": "R-JOB",
           "facet": "crime_type",
           "tag": "job_fraud",
           "confidence": 0.85,
           "all": [
            [
             "job",
             "vacancy",
             "recruitment",
             "placement",
             "naukri"
            ],
            [
             "registration fee",
             "processing fee",
             "security deposit",
             "offer letter",
             "interview fee",
             "fake company",
             "paid money"
            ]
           ],
           "match": [
            "On the pretext of a job he paid a registration fee and got a fake offer letter."
           ],
           "no_match": [
            "He lost his job last year."
           ]
          },
          {
           "id": "R-KYC",
           "facet": "crime_type",
           "tag": "bank_kyc_fraud",
           "confidence": 0.9,
           "all": [
            [
             "kyc",
             "pan update",
             "account will be blocked",
             "account would be blocked",
             "pan card update"
            ],
            [
             "bank",
             "account",
             "sbi",
             "yono",
             "hdfc",
             "icici",
             "link",
             "sms",
             "app"
            ]
           ],
           "match": [
            "She got an SMS that her bank account will be blocked for want of KYC and clicked the link."
           ],
           "no_match": [
            "He visited the bank to open an account."
           ]
          },
          {
           "id": "R-LOAN",
           "facet": "crime_type",
           "tag": "loan_fraud",
           "confidence": 0.88,
           "any": [
            "loan app",
            "instant loan",
            "online loan",
            "pre approved loan",
            "loan processing fee",
            "loan on low interest"
           ],
           "match": [
            "He took Rs 3000 from an instant loan app and was threatened for more."
           ],
           "no_match": [
            "He repaid the loan at the branch."
           ]
          },
          {
           "id": "R-CUST",
           "facet": "crime_type",
           "tag": "customer_service_fraud",
           "confidence": 0.88,
           "any": [
            "customer care number",
            "customer care executive",
            "customer care",
            "helpline number",
            "toll free number",
            "refund process",
            "courier customer",
            "customer support"
           ],
           "match": [
            "He searched the customer care number on Google and called it."
           ],
           "no_match": [
            "The customer entered the shop."
           ]
          },
          {
           "id": "R-SEXT",
           "facet": "crime_type",
           "tag": "sextortion",
           "confidence": 0.92,
           "any": [
            "sextortion",
            "nude video",
            "obscene video",
            "naked video",
            "morphed video",
            "nude video call",
            "morphed photo*"
           ],
           "match": [
            "A girl made a nude video call, recorded it and demanded money."
           ],
           "no_match": [
            "He watched a video on YouTube."
           ]
          },
          {
           "id": "R-SIM",
           "facet": "crime_type",
           "tag": "sim_card_fraud",
           "confidence": 0.9,
           "any": [
            "sim swap",
            "duplicate sim",
            "esim",
            "sim was deactivated",
            "sim blocked"
           ],
           "match": [
            "His SIM was deactivated and a duplicate SIM was issued."
           ],
           "no_match": [
            "He bought a new phone."
           ]
          },
          {
           "id": "R-ATO",
           "facet": "crime_type",
           "tag": "account_takeover",
           "confidence": 0.75,
           "any": [
            "account was hacked",
            "account hacked",
            "hacked his",
            "hacked her",
            "unauthorised transaction*",
            "unauthorized transaction*",
            "without his knowledge",
            "without her knowledge",
            "without my knowledge",
            "took control of"
           ],
           "match": [
            "Rs 50,000 was debited from his account without his knowledge."
           ],
           "no_match": [
            "He transferred the money himself."
           ]
          },
          {
           "id": "R-CRED",
           "facet": "crime_type",
           "tag": "credential_theft",
           "confidence": 0.72,
           "all": [
            [
             "otp",
             "pin",
             "password",
             "cvv",
             "net banking",
             "card details",
             "card number"
            ],
            [
             "shared",
             "disclosed",
             "gave",
             "obtained",
             "entered",
             "asked for",
             "told"
            ]
           ],
           "match": [
            "She shared the OTP with the caller."
           ],
           "no_match": [
            "He forgot his PIN at the ATM."
           ]
          },
          {
           "id": "R-HOTEL",
           "facet": "crime_type",
           "tag": "fake_hotel_booking",
           "confidence": 0.88,
           "all": [
            [
             "hotel",
             "resort",
             "guest house",
             "homestay"
            ],
            [
             "booking",
             "booked",
             "reservation"
            ],
            [
             "fake",
             "advance",
             "website",
             "online",
             "paid"
            ]
           ],
           "match": [
            "He paid an advance for a hotel booking on a fake website."
           ],
           "no_match": [
            "They stayed at a hotel."
           ]
          },
          {
           "id": "R-FRANCHISE",
           "facet": "crime_type",
           "tag": "franchise_fraud",
           "confidence": 0.85,
           "any": [
            "franchise",
            "dealership",
            "distributorship"
           ],
           "match": [
            "He paid for a franchise on a fake website."
           ],
           "no_match": [
            "He sells franks at a stall."
           ]
          },
          {
           "id": "R-SUBSIDY",
           "facet": "crime_type",
           "tag": "subsidy_fraud",
           "confidence": 0.75,
           "any": [
            "subsidy",
            "pm kisan",
            "government scheme"
           ],
           "match": [
            "He was told that a subsidy would be credited and shared the OTP."
           ],
           "no_match": [
            "The subject was changed."
           ]
          },
          {
           "id": "R-RANSOM",
           "facet": "crime_type",
           "tag": "ransom_demand",
           "confidence": 0.9,
           "any": [
            "ransomware",
            "files were encrypted",
            "demanded bitcoin",
            "ransom in bitcoin"
           ],
           "match": [
            "All files were encrypted and the attacker demanded bitcoin."
           ],
           "no_match": [
            "The document was handed over."
           ]
          },
          {
           "id": "R-NOT-CYBER",
           "facet": "crime_type",
           "tag": "not_a_cyber_crime",
           "confidence": 0.7,
           "any": [
            "snatched",
            "burglary",
            "assaulted with",
            "land dispute",
            "stolen from his house",
            "trespass*",
            "chain snatching"
           ],
           "none": [
            "otp",
            "upi",
            "online",
            "whatsapp",
            "app",
            "link",
            "bank account",
            "phonepe",
            "google pay"
           ],
           "match": [
            "Two persons on a motorcycle snatched her gold chain."
           ],
           "no_match": [
            "His phone was snatched and then money was sent by UPI."
           ]
          },
          {
           "id": "R-FIN",
           "facet": "crime_type",
           "tag": "financial_fraud",
           "confidence": 0.7,
           "any": [
            "cheated",
            "duped",
            "defrauded",
            "fraudulently",
            "transferred money",
            "debited",
            "deducted",
            "siphoned"
           ],
           "match": [
            "He was duped of Rs 2 lakh."
           ],
           "no_match": [
            "He was abused in a group."
           ]
          },
          {
           "id": "R-REMOTE",
           "facet": "attack_vector",
           "tag": "remote_access_app",
           "confidence": 0.95,
           "any": [
            "anydesk",
            "any desk",
            "teamviewer",
            "team viewer",
            "quick support",
            "quicksupport",
            "rustdesk",
            "screen sharing",
            "screen share"
           ],
           "match": [
            "He was made to install AnyDesk."
           ],
           "no_match": [
            "He sat at his desk."
           ]
          },
          {
           "id": "R-PHISH",
           "facet": "attack_vector",
           "tag": "phishing_link",
           "confidence": 0.85,
           "any": [
            "clicked the link",
            "clicked on the link",
            "clicked a link",
            "clicked on a link",
            "sent a link",
            "fake website",
            "phishing",
            "malicious link",
            "link was sent"
           ],
           "match": [
            "She clicked on a link in the SMS."
           ],
           "no_match": [
            "The roads link two towns."
           ]
          },
          {
           "id": "R-APK",
           "facet": "attack_vector",
           "tag": "malicious_app",
           "confidence": 0.9,
           "any": [
            "apk file",
            "apk",
            "downloaded an app",
            "installed an app",
            "malicious app",
            "fake app"
           ],
           "match": [
            "He installed an app from an APK file."
           ],
           "no_match": [
            "He came in April."
           ]
          },
          {
           "id": "R-OTP",
           "facet": "attack_vector",
           "tag": "otp_fraud",
           "confidence": 0.9,
           "any": [
            "otp",
            "one time password"
           ],
           "none": [
            "without otp",
            "without any otp",
            "no otp"
           ],
           "match": [
            "She shared the OTP."
           ],
           "no_match": [
            "Money was withdrawn without any OTP."
           ]
          },
          {
           "id": "R-QR",
           "facet": "attack_vector",
           "tag": "qr_code_for_debiting_fraudulently_presented_as_crediting",
           "confidence": 0.9,
           "all": [
            [
             "qr code",
             "scan the qr",
             "scanned the qr",
             "qr"
            ],
            [
             "receive",
             "credited",
             "refund",
             "payment to him",
             "get money",
             "advance payment"
            ]
           ],
           "match": [
            "The buyer sent a QR code to receive the payment and money was debited."
           ],
           "no_match": [
            "The shop shows a QR code."
           ]
          },
          {
           "id": "R-IMP",
           "facet": "attack_vector",
           "tag": "impersonation",
           "confidence": 0.85,
           "any": [
            "posing as",
            "impersonat*",
            "pretending to be",
            "claiming to be",
            "introduced himself as",
            "introduced herself as",
            "identifying himself as",
            "disguise of",
            "in the name of"
           ],
           "match": [
            "A person posing as a bank manager called."
           ],
           "no_match": [
            "He was opposing the plan."
           ]
          },
          {
           "id": "R-IMP-AUTH",
           "facet": "attack_vector",
           "tag": "authority_abuse",
           "confidence": 0.85,
           "all": [
            [
             "cbi",
             "police",
             "customs",
             "crime branch",
             "trai",
             "narcotics",
             "ncb",
             "enforcement directorate",
             "officer",
             "cyber cell",
             "fedex",
             "courier company",
             "telecom department",
             "supreme court"
            ],
            [
             "posing as",
             "pretending",
             "claiming to be",
             "introduced himself",
             "fake",
             "impersonat*",
             "claimed"
            ]
           ],
           "match": [
            "A man claiming to be a police officer threatened him."
           ],
           "no_match": [
            "The officer recorded the statement."
           ]
          },
          {
           "id": "R-GOOGLE",
           "facet": "attack_vector",
           "tag": "fake_google_search_results",
           "confidence": 0.88,
           "all": [
            [
             "google",
             "searched on internet",
             "searched online",
             "internet search"
            ],
            [
             "customer care",
             "helpline",
             "number",
             "contact"
            ]
           ],
           "match": [
            "He searched Google for the customer care number."
           ],
           "no_match": [
            "He works for Google."
           ]
          },
          {
           "id": "R-SIMSWAP",
           "facet": "attack_vector",
           "tag": "sim_swap",
           "confidence": 0.9,
           "any": [
            "sim swap",
            "duplicate sim"
           ],
           "match": [
            "A duplicate SIM was issued."
           ],
           "no_match": [
            "A simple swap of seats."
           ]
          },
          {
           "id": "R-CORP",
           "facet": "attack_vector",
           "tag": "corporate_impersonation",
           "confidence": 0.75,
           "all": [
            [
             "posing as",
             "claiming to be",
             "representative of",
             "employee of",
             "executive of",
             "pretending"
            ],
            [
             "amazon",
             "flipkart",
             "paytm",
             "electricity",
             "airtel",
             "jio",
             "company",
             "insurance",
             "courier"
            ]
           ],
           "none": [
            "bank manager",
            "bank official",
            "bank staff",
            "bank officer"
           ],
           "match": [
            "A person claiming to be an executive of the electricity company called."
           ],
           "no_match": [
            "A person posing as a bank manager of a company branch called."
           ]
          },
          {
           "id": "R-ADVERT",
           "facet": "victim_approach",
           "tag": "marketplace_listing",
           "confidence": 0.8,
           "any": [
            "olx",
            "advertisement",
            "facebook marketplace",
            "quikr",
            "for sale online",
            "online ad*"
           ],
           "match": [
            "He saw an advertisement on Facebook."
           ],
           "no_match": [
            "She received a friend request on Facebook."
           ]
          },
          {
           "id": "R-FRIEND",
           "facet": "victim_approach",
           "tag": "social_media_friend_request",
           "confidence": 0.9,
           "any": [
            "friend request",
            "befriended on facebook",
            "became friends on facebook",
            "became friends on instagram"
           ],
           "match": [
            "She received a friend request on Facebook."
           ],
           "no_match": [
            "He saw an advertisement on Facebook."
           ]
          },
          {
           "id": "R-CALL",
           "facet": "victim_approach",
           "tag": "cold_call",
           "confidence": 0.85,
           "any": [
            "phone call",
            "received a call",
            "got a call",
            "called him",
            "called her",
            "called the complainant",
            "unknown number",
            "unknown caller",
            "over phone",
            "caller"
           ],
           "match": [
            "She received a call from an unknown number."
           ],
           "no_match": [
            "He wrote a letter."
           ]
          },
          {
           "id": "R-WA-MSG",
           "facet": "victim_approach",
           "tag": "whatsapp_message",
           "confidence": 0.85,
           "any": [
            "whatsapp message",
            "whatsapp group",
            "message on whatsapp",
            "over whatsapp",
            "through whatsapp",
            "on whatsapp"
           ],
           "match": [
            "He got a message on WhatsApp."
           ],
           "no_match": [
            "He got a letter."
           ]
          },
          {
           "id": "R-TG-INV",
           "facet": "victim_approach",
           "tag": "telegram_invite",
           "confidence": 0.88,
           "any": [
            "telegram group",
            "telegram channel",
            "on telegram",
            "telegram task*",
            "telegram id"
           ],
           "match": [
            "He was added to a Telegram group."
           ],
           "no_match": [
            "A telegram came in 1990 by post office."
           ]
          },
          {
           "id": "R-SMS",
           "facet": "victim_approach",
           "tag": "sms_contact",
           "confidence": 0.85,
           "any": [
            "received an sms",
            "got an sms",
            "an sms",
            "text message",
            "sms"
           ],
           "match": [
            "She received an SMS."
           ],
           "no_match": [
            "She received a parcel."
           ]
          },
          {
           "id": "R-DATING",
           "facet": "victim_approach",
           "tag": "dating_app_match",
           "confidence": 0.85,
           "any": [
            "dating app",
            "dating site",
            "tinder",
            "bumble",
            "matrimonial"
           ],
           "match": [
            "They met on a matrimonial site."
           ],
           "no_match": [
            "The dates are sweet."
           ]
          },
          {
           "id": "R-T-WA",
           "facet": "technology_platform",
           "tag": "whatsapp",
           "confidence": 0.95,
           "any": [
            "whatsapp",
            "whats app"
           ],
           "match": [
            "on WhatsApp"
           ],
           "no_match": [
            "what happened"
           ]
          },
          {
           "id": "R-T-TG",
           "facet": "technology_platform",
           "tag": "telegram",
           "confidence": 0.95,
           "any": [
            "telegram"
           ],
           "match": [
            "on Telegram"
           ],
           "no_match": [
            "on the tram"
           ]
          },
          {
           "id": "R-T-FB",
           "facet": "technology_platform",
           "tag": "facebook",
           "confidence": 0.95,
           "any": [
            "facebook"
           ],
           "match": [
            "on Facebook"
           ],
           "no_match": [
            "a face and a book"
           ]
          },
          {
           "id": "R-T-IG",
           "facet": "technology_platform",
           "tag": "instagram",
           "confidence": 0.95,
           "any": [
            "instagram",
            "insta id"
           ],
           "match": [
            "on Instagram"
           ],
           "no_match": [
            "instant coffee"
           ]
          },
          {
           "id": "R-T-UPI",
           "facet": "technology_platform",
           "tag": "upi_apps",
           "confidence": 0.92,
           "any": [
            "upi",
            "phonepe",
            "phone pe",
            "google pay",
            "gpay",
            "paytm",
            "bhim"
           ],
           "match": [
            "sent by PhonePe"
           ],
           "no_match": [
            "sent by post"
           ]
          },
          {
           "id": "R-T-BANK",
           "facet": "technology_platform",
           "tag": "banking_apps",
           "confidence": 0.8,
           "any": [
            "net banking",
            "yono",
            "mobile banking",
            "banking app",
            "internet banking",
            "imps",
            "neft",
            "rtgs",
            "bank account",
            "account no",
            "a c no"
           ],
           "match": [
            "through net banking"
           ],
           "no_match": [
            "on the river bank"
           ]
          },
          {
           "id": "R-T-CARD",
           "facet": "technology_platform",
           "tag": "credit_card",
           "confidence": 0.85,
           "any": [
            "credit card",
            "debit card",
            "card details"
           ],
           "match": [
            "his credit card"
           ],
           "no_match": [
            "a birthday card"
           ]
          },
          {
           "id": "R-T-CRYPTO",
           "facet": "technology_platform",
           "tag": "crypto_platforms",
           "confidence": 0.9,
           "any": [
            "bitcoin",
            "usdt",
            "crypto*",
            "binance",
            "wazirx"
           ],
           "match": [
            "converted to USDT"
           ],
           "no_match": [
            "in cash"
           ]
          },
          {
           "id": "R-T-TRADE",
           "facet": "technology_platform",
           "tag": "trading_apps",
           "confidence": 0.85,
           "any": [
            "trading app",
            "trading platform",
            "demat"
           ],
           "match": [
            "a trading app"
           ],
           "no_match": [
            "a trade union"
           ]
          },
          {
           "id": "R-D-OLD",
           "facet": "victim_demographics",
           "tag": "elderly",
           "confidence": 0.95,
           "min_age": 60
          },
          {
           "id": "R-D-MINOR",
           "facet": "victim_demographics",
           "tag": "minor",
           "confidence": 0.95,
           "max_age": 17
          },
          {
           "id": "R-D-RET",
           "facet": "victim_demographics",
           "tag": "retired",
           "confidence": 0.85,
           "any": [
            "retired",
            "pensioner",
            "ex serviceman"
           ],
           "match": [
            "a retired teacher"
           ],
           "no_match": [
            "he was tired"
           ]
          },
          {
           "id": "R-D-STUDENT",
           "facet": "victim_demographics",
           "tag": "student",
           "confidence": 0.85,
           "any": [
            "student"
           ],
           "match": [
            "a college student"
           ],
           "no_match": [
            "a teacher"
           ]
          },
          {
           "id": "R-I-LOSS",
           "facet": "impact_outcome",
           "tag": "direct_monetary_loss",
           "confidence": 0.9,
           "any": [
            "debited",
            "deducted",
            "transferred",
            "lost rs",
            "loss of",
            "withdrawn",
            "duped",
            "cheated of",
            "siphoned",
            "paid"
           ],
           "match": [
            "Rs 5000 was debited"
           ],
           "no_match": [
            "threatened"
           ]
          },
          {
           "id": "R-I-UNAUTH",
           "facet": "impact_outcome",
           "tag": "unauthorized_transactions",
           "confidence": 0.85,
           "any": [
            "unauthorised transaction*",
            "unauthorized transaction*",
            "without his knowledge",
            "without her knowledge",
            "without any otp",
            "without my knowledge"
           ],
           "match": [
            "debited without his knowledge"
           ],
           "no_match": [
            "with his consent"
           ]
          },
          {
           "id": "R-S-THREAT",
           "facet": "social_engineering",
           "tag": "threat_pressure",
           "confidence": 0.85,
           "any": [
            "threaten*",
            "blackmail*",
            "dire consequences",
            "would be arrested",
            "will be arrested",
            "arrest warrant",
            "viral"
           ],
           "match": [
            "threatened to make it viral"
           ],
           "no_match": [
            "a friendly talk"
           ]
          },
          {
           "id": "R-S-TIME",
           "facet": "social_engineering",
           "tag": "time_pressure",
           "confidence": 0.8,
           "any": [
            "immediately",
            "within 24 hours",
            "today itself",
            "urgent*",
            "will be disconnected",
            "would be disconnected",
            "will be blocked",
            "would be blocked"
           ],
           "match": [
            "will be blocked today itself"
           ],
           "no_match": [
            "next year"
           ]
          },
          {
           "id": "R-S-FOMO",
           "facet": "social_engineering",
           "tag": "opportunity_fomo",
           "confidence": 0.8,
           "any": [
            "guaranteed return*",
            "double the money",
            "high return*",
            "limited offer",
            "huge profit*",
            "lottery",
            "prize",
            "lucky draw"
           ],
           "match": [
            "huge profit was promised"
           ],
           "no_match": [
            "a small shop"
           ]
          },
          {
           "id": "R-S-GRAD",
           "facet": "social_engineering",
           "tag": "gradual_investment",
           "confidence": 0.8,
           "all": [
            [
             "initially",
             "at first",
             "first"
            ],
            [
             "profit",
             "returned",
             "received back",
             "credited"
            ],
            [
             "then",
             "later",
             "subsequently",
             "more money",
             "again"
            ]
           ],
           "match": [
            "Initially a small profit was credited and then he invested more money."
           ],
           "no_match": [
            "He paid once."
           ]
          },
          {
           "id": "R-G-MULTI",
           "facet": "geographic_temporal",
           "tag": "multiple_day_operation",
           "confidence": 0.7,
           "any": [
            "several days",
            "on different dates",
            "two days",
            "three days",
            "for days",
            "from time to time",
            "in several transactions",
            "different occasions"
           ],
           "match": [
            "on different dates"
           ],
           "no_match": [
            "in one minute"
           ]
          },
          {
           "id": "R-G-QUICK",
           "facet": "geographic_temporal",
           "tag": "quick_hit",
           "confidence": 0.7,
           "any": [
            "within minutes",
            "within a few minutes",
            "immediately after",
            "at once",
            "in a single transaction"
           ],
           "match": [
            "within minutes"
           ],
           "no_match": [
            "over a year"
           ]
          }
         ]
        }
        """##
}
