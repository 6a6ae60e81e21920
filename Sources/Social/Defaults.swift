// Written by reference/embed from the JSON files under reference/: edit those.

enum Defaults {
    static let lexicon = ##"""
        {
         "version": "2026.11",
         "categories": [
          {
           "id": "investment",
           "description": "guaranteed returns on crypto bitcoin forex trading investment, double your money, daily profit without risk",
           "phrases": [
            {
             "text": "guaranteed return*",
             "weight": 0.8
            },
            {
             "text": "double your money",
             "weight": 0.8
            },
            {
             "text": "daily profit",
             "weight": 0.6
            },
            {
             "text": "stock tips",
             "weight": 0.6
            },
            {
             "text": "ipo allotment",
             "weight": 0.6
            },
            {
             "text": "trading signal*",
             "weight": 0.6
            },
            {
             "text": "high return*",
             "weight": 0.6
            },
            {
             "text": "paisa double",
             "weight": 0.8
            },
            {
             "text": "crypto investment",
             "weight": 0.6
            },
            {
             "text": "profit guaranteed",
             "weight": 0.7
            },
            {
             "text": "sebi registered expert",
             "weight": 0.4
            }
           ]
          },
          {
           "id": "task_job",
           "description": "earn money from home with simple online tasks, liking videos, rating hotels, part time telegram job commission",
           "phrases": [
            {
             "text": "part time job",
             "weight": 0.7
            },
            {
             "text": "work from home",
             "weight": 0.5
            },
            {
             "text": "earn daily",
             "weight": 0.6
            },
            {
             "text": "like and subscribe",
             "weight": 0.6
            },
            {
             "text": "ghar baithe",
             "weight": 0.7
            },
            {
             "text": "roz kamao",
             "weight": 0.7
            },
            {
             "text": "simple task*",
             "weight": 0.6
            },
            {
             "text": "no experience needed",
             "weight": 0.5
            },
            {
             "text": "data entry job",
             "weight": 0.5
            },
            {
             "text": "prepaid task*",
             "weight": 0.7
            },
            {
             "text": "telegram task*",
             "weight": 0.7
            }
           ]
          },
          {
           "id": "loan_app",
           "description": "instant personal loan without documents, low interest, approved in minutes, pay processing fee, download loan app",
           "phrases": [
            {
             "text": "instant loan",
             "weight": 0.7
            },
            {
             "text": "loan without documents",
             "weight": 0.8
            },
            {
             "text": "loan approved",
             "weight": 0.6
            },
            {
             "text": "no cibil",
             "weight": 0.7
            },
            {
             "text": "turant loan",
             "weight": 0.8
            },
            {
             "text": "pre approved loan",
             "weight": 0.6
            },
            {
             "text": "low interest loan",
             "weight": 0.5
            }
           ]
          },
          {
           "id": "kyc_update",
           "description": "bank account blocked or suspended, update KYC PAN, verify account, share OTP, click the link to avoid suspension",
           "phrases": [
            {
             "text": "kyc",
             "weight": 0.5
            },
            {
             "text": "update your pan",
             "weight": 0.8
            },
            {
             "text": "account will be blocked",
             "weight": 0.8
            },
            {
             "text": "account suspended",
             "weight": 0.6
            },
            {
             "text": "khata band",
             "weight": 0.8
            },
            {
             "text": "sim will be blocked",
             "weight": 0.7
            },
            {
             "text": "verify your account",
             "weight": 0.6
            },
            {
             "text": "electricity will be disconnected",
             "weight": 0.7
            }
           ]
          },
          {
           "id": "lottery_prize",
           "description": "lottery winner, lucky draw prize, claim your reward gift, congratulations you won, pay tax to claim",
           "phrases": [
            {
             "text": "lottery",
             "weight": 0.6
            },
            {
             "text": "lucky draw",
             "weight": 0.7
            },
            {
             "text": "you have won",
             "weight": 0.7
            },
            {
             "text": "kbc",
             "weight": 0.5
            },
            {
             "text": "prize money",
             "weight": 0.6
            },
            {
             "text": "claim your prize",
             "weight": 0.8
            },
            {
             "text": "inaam",
             "weight": 0.5
            },
            {
             "text": "lucky winner",
             "weight": 0.7
            }
           ]
          },
          {
           "id": "digital_arrest",
           "description": "police CBI officer arrest warrant, money laundering case, drugs in parcel, stay on video call, transfer money for verification",
           "phrases": [
            {
             "text": "digital arrest",
             "weight": 0.7
            },
            {
             "text": "arrest warrant",
             "weight": 0.6
            },
            {
             "text": "case registered against you",
             "weight": 0.8
            },
            {
             "text": "money laundering case",
             "weight": 0.7
            },
            {
             "text": "cbi officer",
             "weight": 0.6
            },
            {
             "text": "your aadhaar is linked",
             "weight": 0.7
            },
            {
             "text": "narcotics found",
             "weight": 0.7
            }
           ]
          },
          {
           "id": "courier_parcel",
           "description": "parcel delivery failed, package held at customs, pay duty or fee, update your address",
           "phrases": [
            {
             "text": "parcel is held",
             "weight": 0.8
            },
            {
             "text": "customs duty",
             "weight": 0.6
            },
            {
             "text": "delivery failed",
             "weight": 0.6
            },
            {
             "text": "package on hold",
             "weight": 0.7
            },
            {
             "text": "update your address",
             "weight": 0.6
            },
            {
             "text": "courier charge*",
             "weight": 0.5
            }
           ]
          },
          {
           "id": "romance",
           "description": "love, dear darling sweetheart, dating, marriage, gift parcel from abroad, send gift card",
           "phrases": [
            {
             "text": "lonely",
             "weight": 0.4
            },
            {
             "text": "army officer abroad",
             "weight": 0.7
            },
            {
             "text": "gift from london",
             "weight": 0.8
            },
            {
             "text": "marry you",
             "weight": 0.4
            },
            {
             "text": "customs clearance for gift",
             "weight": 0.8
            },
            {
             "text": "friendship club",
             "weight": 0.7
            }
           ]
          },
          {
           "id": "fake_customer_care",
           "description": "customer care helpline number, call for refund and complaint, bank support executive",
           "phrases": [
            {
             "text": "customer care number",
             "weight": 0.6
            },
            {
             "text": "toll free helpline",
             "weight": 0.5
            },
            {
             "text": "refund helpline",
             "weight": 0.7
            },
            {
             "text": "call for refund",
             "weight": 0.7
            },
            {
             "text": "24x7 support number",
             "weight": 0.5
            },
            {
             "text": "cashback helpline",
             "weight": 0.7
            }
           ]
          },
          {
           "id": "investment_group",
           "description": "join whatsapp telegram group for stock market tips, IPO shares, trading signals from an expert professor",
           "phrases": [
            {
             "text": "vip group",
             "weight": 0.5
            },
            {
             "text": "premium group",
             "weight": 0.5
            },
            {
             "text": "upper circuit",
             "weight": 0.6
            },
            {
             "text": "institutional account",
             "weight": 0.6
            },
            {
             "text": "free stock tips",
             "weight": 0.7
            },
            {
             "text": "block deal",
             "weight": 0.5
            },
            {
             "text": "ipo at discount",
             "weight": 0.7
            }
           ]
          },
          {
           "id": "job_offer",
           "description": "job offer, hiring, vacancy abroad, pay registration fee or security deposit for offer letter and interview",
           "phrases": [
            {
             "text": "registration fee",
             "weight": 0.5
            },
            {
             "text": "joining letter",
             "weight": 0.5
            },
            {
             "text": "offer letter",
             "weight": 0.3
            },
            {
             "text": "no interview",
             "weight": 0.5
            },
            {
             "text": "direct joining",
             "weight": 0.5
            },
            {
             "text": "security deposit",
             "weight": 0.4
            },
            {
             "text": "pakki naukri",
             "weight": 0.7
            },
            {
             "text": "bina exam",
             "weight": 0.6
            }
           ]
          },
          {
           "id": "electricity_bill",
           "description": "electricity power will be disconnected tonight because the bill is not paid, contact electricity officer",
           "phrases": [
            {
             "text": "electricity will be disconnected",
             "weight": 0.8
            },
            {
             "text": "power will be disconnected",
             "weight": 0.8
            },
            {
             "text": "electricity power will be",
             "weight": 0.8
            },
            {
             "text": "bijli kat",
             "weight": 0.8
            },
            {
             "text": "power supply cut",
             "weight": 0.7
            },
            {
             "text": "electricity officer",
             "weight": 0.6
            },
            {
             "text": "meter disconnection",
             "weight": 0.6
            }
           ]
          },
          {
           "id": "tech_support",
           "description": "computer virus alert, Microsoft Windows technical support, call the number, install remote access software",
           "phrases": [
            {
             "text": "computer has a virus",
             "weight": 0.8
            },
            {
             "text": "microsoft support",
             "weight": 0.7
            },
            {
             "text": "windows support",
             "weight": 0.7
            },
            {
             "text": "technical support",
             "weight": 0.5
            },
            {
             "text": "anydesk",
             "weight": 0.6
            },
            {
             "text": "teamviewer",
             "weight": 0.6
            },
            {
             "text": "remote access",
             "weight": 0.5
            }
           ]
          },
          {
           "id": "wrong_number",
           "description": "sorry wrong number, nice to meet you, let us be friends, I trade online, add me on telegram",
           "phrases": [
            {
             "text": "sorry wrong number",
             "weight": 0.5
            },
            {
             "text": "wrong contact",
             "weight": 0.5
            },
            {
             "text": "galat number",
             "weight": 0.4
            },
            {
             "text": "add me on telegram",
             "weight": 0.4
            },
            {
             "text": "my uncle teaches",
             "weight": 0.6
            }
           ]
          },
          {
           "id": "sextortion",
           "description": "nude video recorded, private photos will be sent to friends and family, pay or it is uploaded",
           "phrases": [
            {
             "text": "nude video",
             "weight": 0.7
            },
            {
             "text": "private video",
             "weight": 0.5
            },
            {
             "text": "your intimate",
             "weight": 0.7
            },
            {
             "text": "viral kar dunga",
             "weight": 0.7
            },
            {
             "text": "hacked your webcam",
             "weight": 0.8
            },
            {
             "text": "sex video",
             "weight": 0.6
            }
           ]
          },
          {
           "id": "qr_code",
           "description": "scan the QR code and enter UPI PIN to receive money, army man buying your item",
           "phrases": [
            {
             "text": "scan this qr",
             "weight": 0.7
            },
            {
             "text": "scan the qr",
             "weight": 0.6
            },
            {
             "text": "qr code scan karo",
             "weight": 0.7
            },
            {
             "text": "enter your upi pin",
             "weight": 0.8
            },
            {
             "text": "army man",
             "weight": 0.4
            },
            {
             "text": "collect request",
             "weight": 0.6
            }
           ]
          },
          {
           "id": "refund",
           "description": "refund pending, income tax refund approved, fill the form with bank details to receive the refund",
           "phrases": [
            {
             "text": "refund is approved",
             "weight": 0.7
            },
            {
             "text": "refund pending",
             "weight": 0.6
            },
            {
             "text": "tax refund",
             "weight": 0.5
            },
            {
             "text": "claim your refund",
             "weight": 0.7
            },
            {
             "text": "unclaimed",
             "weight": 0.4
            }
           ]
          },
          {
           "id": "rental",
           "description": "flat house room for rent, pay token advance booking deposit before the visit, owner abroad",
           "phrases": [
            {
             "text": "token amount",
             "weight": 0.5
            },
            {
             "text": "pay token",
             "weight": 0.6
            },
            {
             "text": "gate pass",
             "weight": 0.5
            },
            {
             "text": "owner abroad",
             "weight": 0.6
            },
            {
             "text": "advance without visit",
             "weight": 0.7
            }
           ]
          }
         ],
         "urgency": [
          "hurry",
          "urgent*",
          "today only",
          "last chance",
          "immediately",
          "within 24 hours",
          "limited seats",
          "jaldi",
          "abhi",
          "act now",
          "only few left"
         ],
         "threat": [
          "will be blocked",
          "legal action",
          "arrest*",
          "police case",
          "will be disconnected",
          "penalty",
          "blacklisted"
         ],
         "lure": [
          "free",
          "bonus",
          "guaranteed",
          "100% genuine",
          "dm now",
          "join now",
          "whatsapp me",
          "contact now",
          "no risk",
          "easy money",
          "cashback"
         ],
         "benign": [
          {
           "text": "beware",
           "weight": 1.0
          },
          {
           "text": "be careful",
           "weight": 0.8
          },
          {
           "text": "awareness",
           "weight": 1.0
          },
          {
           "text": "never share",
           "weight": 1.0
          },
          {
           "text": "do not share",
           "weight": 0.8
          },
          {
           "text": "report to 1930",
           "weight": 1.2
          },
          {
           "text": "cybercrime gov in",
           "weight": 1.0
          },
          {
           "text": "scam alert",
           "weight": 1.2
          },
          {
           "text": "police advise*",
           "weight": 1.0
          },
          {
           "text": "savdhan",
           "weight": 1.0
          },
          {
           "text": "arrested for cheating",
           "weight": 1.0
          },
          {
           "text": "fraudsters",
           "weight": 0.6
          }
         ],
         "joy": [
          "love",
          "lovely",
          "happy",
          "thank you",
          "thanks",
          "great day",
          "beautiful",
          "proud",
          "enjoyed",
          "wonderful",
          "birthday",
          "maza aa gaya",
          "khushi"
         ],
         "sorrow": [
          "sad",
          "angry",
          "terrible",
          "hate",
          "disappointed",
          "worst",
          "annoying",
          "bored",
          "dukh"
         ],
         "shorteners": [
          "bit.ly",
          "tinyurl.com",
          "t.co",
          "cutt.ly",
          "rb.gy",
          "is.gd",
          "shorturl.at",
          "rebrand.ly"
         ],
         "brands": [
          {
           "name": "sbi",
           "hosts": [
            "sbi.co.in",
            "onlinesbi.sbi",
            "sbi.bank.in",
            "onlinesbi.com",
            "sbicard.com",
            "sbi"
           ]
          },
          {
           "name": "hdfcbank",
           "hosts": [
            "hdfcbank.com"
           ]
          },
          {
           "name": "icicibank",
           "hosts": [
            "icicibank.com"
           ]
          },
          {
           "name": "axisbank",
           "hosts": [
            "axisbank.com"
           ]
          },
          {
           "name": "paytm",
           "hosts": [
            "paytm.com",
            "paytm.in",
            "paytmbank.com",
            "paytmmoney.com"
           ]
          },
          {
           "name": "phonepe",
           "hosts": [
            "phonepe.com"
           ]
          },
          {
           "name": "amazon",
           "hosts": [
            "amazon.com",
            "amazon.in",
            "amazonaws.com",
            "amazonpay.in",
            "media-amazon.com"
           ]
          },
          {
           "name": "flipkart",
           "hosts": [
            "flipkart.com"
           ]
          },
          {
           "name": "irctc",
           "hosts": [
            "irctc.co.in",
            "irctctourism.com"
           ]
          },
          {
           "name": "kotak",
           "hosts": [
            "kotak.com",
            "kotak.bank.in"
           ]
          },
          {
           "name": "npci",
           "hosts": [
            "npci.org.in"
           ]
          },
          {
           "name": "uidai",
           "hosts": [
            "uidai.gov.in"
           ]
          }
         ],
         "companions": [
          "kyc",
          "bank",
          "card",
          "online",
          "update",
          "secure",
          "verify",
          "net",
          "login",
          "reward",
          "care",
          "help",
          "pay",
          "upi",
          "yono",
          "refund",
          "support",
          "offer",
          "prize",
          "app"
         ],
         "trusted_suffixes": [
          "gov.in",
          "nic.in",
          "bank.in"
         ]
        }
        """##
}
