// Written by reference/embed from the JSON files under reference/: edit those.

enum Defaults {
    static let lexicon = ##"""
        {
         "version": "2026.11",
         "categories": [
          {
           "id": "investment",
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
