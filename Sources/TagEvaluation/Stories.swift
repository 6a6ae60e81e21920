/// Stories with their tags, told twice in different words: `dev` to write rules on, `held` to measure them (rules were corrected once after a look at their table). No sentence stands in both.
///
/// A story begins with `# part tags`: facets by their first letters (c crime, a attack vector, v approach, t platform, i impact, s social
/// engineering); the text follows.
enum Stories {
    static let text = ##"""
        # dev c/digital_arrest a/impersonation a/authority_abuse v/cold_call s/authority_pressure s/threat_pressure s/impersonation i/direct_monetary_loss
        a caller from {phone} told {him} that a consignment booked in {his} name with banned medicines was stopped at Chennai, and made {him} speak to a man in uniform who claimed to be from the narcotics bureau. For nine hours {he} had to keep the camera on. {he} transferred {amt} for verification of funds.
        # held c/digital_arrest a/impersonation a/authority_abuse v/cold_call s/authority_pressure s/threat_pressure s/impersonation i/direct_monetary_loss
        one person over telephone, pretending as DCP of Andheri, informed that a SIM purchased on {his} documents was sending vulgar texts and that a non bailable warrant was ready. {he} was told not to talk to anybody at home and to sit before the mobile till the enquiry was over. Being terrified {he} remitted {amt} to the account given for scrutiny.
        # held c/digital_arrest a/impersonation a/authority_abuse v/whatsapp_message t/whatsapp s/authority_pressure s/threat_pressure s/impersonation i/direct_monetary_loss
        over a WhatsApp video call from {phone} a fake judge and two men stating to be CBI said {his} bank passbook was recovered from the house of an airline owner in a hawala matter. To avoid custody {he} broke {his} fixed deposit and sent {amt}.
        # dev c/bank_kyc_fraud a/kyc_pretext a/impersonation v/cold_call t/banking_apps s/impersonation i/direct_monetary_loss a/otp_fraud a/credential_theft c/credential_theft
        {he} got a phone call from {phone} and the caller, posing as a staff of {bank}, said {his} KYC had lapsed. {he} told the OTP and {amt} was debited from {his} account.
        # held c/bank_kyc_fraud a/kyc_pretext a/phishing_link v/sms_contact t/sms s/time_pressure i/direct_monetary_loss c/credential_theft a/credential_theft
        {he} received an SMS that {his} {bank} net banking will be suspended today if the PAN is not linked. {he} opened the link {url} and typed the user id and password. {amt} was withdrawn in two goes.
        # dev c/customer_service_fraud a/remote_access_app a/fake_google_search_results v/fake_google_search_results i/direct_monetary_loss
        to complain about a late parcel {he} took a helpline number from Google. The man who answered made {him} install {app} and {amt} went out.
        # held c/customer_service_fraud a/remote_access_app a/fake_google_search_results v/fake_google_search_results i/direct_monetary_loss t/upi_apps
        {his} PhonePe recharge failed and {he} looked up the customer care on the internet. On the advice of the person at {phone} {he} downloaded {app} and shared the screen, whereupon {amt} was deducted.
        # held c/customer_service_fraud a/remote_access_app v/sms_contact s/time_pressure i/direct_monetary_loss t/sms
        a text message said that the electricity of {his} house would be cut at ten at night as the last bill was not posted. {he} rang the officer given there, who made {him} open {app} and pay Rs 11, and then {amt} was gone.
        # dev c/credential_theft a/otp_fraud a/credential_theft a/impersonation v/cold_call t/credit_card s/impersonation i/direct_monetary_loss
        a woman introducing herself as from the card section of {bank} called {him} to raise the limit of {his} credit card; {he} read out the OTP and lost {amt}.
        # held c/credential_theft a/otp_fraud a/credential_theft v/cold_call t/credit_card i/direct_monetary_loss s/opportunity_fomo
        over a phone call {he} was offered reward points worth Rs 8,900 on the credit card, and gave the CVV and one time password. Within minutes {amt} was charged for gift vouchers.
        # dev c/task_based_fraud v/telegram_invite t/telegram s/gradual_investment i/direct_monetary_loss a/false_business_proposal
        on Telegram {he} was asked to rate hotels for Rs 150 each. At first {he} received Rs 1,200, then {he} had to pay prepaid tasks and lost {amt}.
        # held c/task_based_fraud v/whatsapp_message t/whatsapp s/gradual_investment i/direct_monetary_loss a/false_business_proposal
        a message came on WhatsApp offering easy income for giving five star ratings to restaurants. Initially Rs 600 was credited to {him}; thereafter bigger deposits were wanted to release the commission and {he} deposited {amt} in all.
        # held c/task_based_fraud c/job_fraud v/telegram_invite t/telegram t/instagram s/gradual_investment i/direct_monetary_loss a/false_business_proposal
        seeing work from home on Instagram {he} joined a Telegram channel where {he} had to follow celebrities' pages. Small money was earned in the beginning, later {he} paid {amt} for premium tasks and the wallet stayed locked.
        # dev c/investment_scam c/stock_market_scam v/online_advertisement t/facebook t/trading_apps s/opportunity_fomo i/direct_monetary_loss i/investment_loss a/false_business_proposal
        through a Facebook ad {he} came to a group of share trading tips and put {amt} in the app {tradeapp} for IPO. It showed a high return but nothing could be withdrawn.
        # held c/investment_scam v/whatsapp_message t/whatsapp t/crypto_platforms s/opportunity_fomo i/direct_monetary_loss i/investment_loss a/false_business_proposal
        {he} was added to a WhatsApp group where a lady assured that USDT bought on {url} would give handsome returns. {he} invested {amt} in phases and the site does not open any more.
        # held c/investment_scam c/stock_market_scam t/trading_apps t/youtube i/direct_monetary_loss i/investment_loss a/false_business_proposal s/false_testimonials
        after watching a YouTube class on the stock market {he} opened an account in a trading platform named {tradeapp}. Other members posted their profits. {he} purchased shares for {amt}, but redemption was refused until 15% tax was paid.
        # dev c/loan_fraud a/malicious_app s/threat_pressure i/privacy_breach
        {he} took Rs 4,000 from the loan app {loanapp}; its agents read {his} contact list and threatened {him} with morphed photos.
        # held c/loan_fraud s/threat_pressure i/privacy_breach i/emotional_trauma
        {he} borrowed Rs 2,500 through {loanapp}, an instant loan application, and repaid it. Even then recovery agents harass {him} from foreign numbers, and edited nude pictures were sent to people of {his} phone book.
        # held c/loan_fraud v/cold_call i/direct_monetary_loss
        a finance company's executive phoned {him} that a loan of 5 lakh at low interest had been sanctioned. For file charge, insurance and GST {he} paid {amt}, yet no loan came.
        # dev c/financial_fraud a/qr_code_for_debiting_fraudulently_presented_as_crediting v/marketplace_listing t/upi_apps i/direct_monetary_loss
        {he} put {his} fridge for sale on OLX. The buyer sent a QR code, told that by scanning {he} would receive the price, and {amt} was deducted.
        # held a/qr_code_for_debiting_fraudulently_presented_as_crediting v/marketplace_listing t/upi_apps i/direct_monetary_loss a/impersonation
        {he} listed a flat to let out on 99acres. Somebody posing as a CISF jawan said that the advance rent would be credited when {he} approved a request by UPI PIN after scanning the code; instead {amt} left the account.
        # held a/qr_code_for_debiting_fraudulently_presented_as_crediting t/upi_apps i/direct_monetary_loss
        a customer of {his} boutique promised an advance payment and sent a QR. {he} scanned it in Google Pay believing that money would come, but {amt} was debited.
        # dev c/AEPS_fraud i/unauthorized_transactions i/direct_monetary_loss a/unauthorized_access
        {amt} was withdrawn through AEPS though {he} gave no OTP and was at home.
        # held c/AEPS_fraud i/unauthorized_transactions i/direct_monetary_loss a/unauthorized_access
        after registering a deed, where {his} fingerprints and Aadhaar were taken, {amt} was withdrawn from {his} account at an unknown customer service point without {his} knowledge.
        # held c/AEPS_fraud v/direct_contact i/direct_monetary_loss
        a youth came to {his} house in the name of a ration survey, took {his} thumb impression twice on a device with the Aadhaar number, and the next day {amt} was found deducted.
        # dev c/csp_fraud i/direct_monetary_loss
        the operator of the CSP of {bank} took {amt} from {him} for a fixed deposit and handed a fake receipt.
        # held c/csp_fraud i/direct_monetary_loss
        {he} deposited {amt} with the bank mitra of the village for {his} savings account, who never deposited it in the bank and misappropriated the money of many villagers.
        # dev c/financial_fraud v/whatsapp_message t/whatsapp s/opportunity_fomo i/direct_monetary_loss
        a WhatsApp audio said {he} had won 25 lakh in a KBC lottery, and {he} paid {amt} as GST.
        # held c/financial_fraud s/opportunity_fomo i/direct_monetary_loss v/cold_call
        an unknown caller said {he} won a car in a lucky draw of an online shop. For registration and road tax {he} sent {amt} and got nothing.
        # dev c/sextortion c/sexual_blackmail v/social_media_friend_request t/facebook t/whatsapp s/threat_pressure i/direct_monetary_loss
        {he} accepted a friend request on Facebook. On WhatsApp video a naked girl appeared, the call was recorded, and {he} paid {amt} under the threat of making it viral.
        # held c/sextortion c/sexual_blackmail s/threat_pressure i/direct_monetary_loss v/dating_app_match a/impersonation
        {he} met a girl on a dating app who undressed on a video call and asked {him} to do the same. The clip was used to blackmail {him}; someone posing as a police inspector also demanded money for not registering a case. {he} lost {amt}.
        # held c/sexual_blackmail s/threat_pressure i/emotional_trauma
        {his} former friend has intimate photos of {him} and threatens to upload them on the net unless {he} meets him. {he} is in depression.
        # dev c/romance_fraud v/dating_app_match s/relationship_building a/relationship_building i/direct_monetary_loss
        on a matrimonial site {he} met a doctor in UK who promised to marry and sent a gift parcel; for customs duty {he} paid {amt}.
        # held c/romance_fraud v/social_media_friend_request t/facebook s/relationship_building a/relationship_building i/direct_monetary_loss
        {he} became friends on Facebook with one Captain Steve of the US army. After months of chatting in a romantic manner he said that a box of dollars was held at the airport, and {he} deposited {amt} for clearance.
        # dev c/job_fraud a/false_business_proposal i/direct_monetary_loss v/job_portal
        {he} uploaded a resume on Naukri and paid {amt} as registration fee and security deposit for a job that did not exist.
        # held c/job_fraud i/direct_monetary_loss s/fake_credentials
        on the promise of a post of ground staff in an airline they collected {amt} from {him} as training fee and uniform charge, and emailed a fake appointment letter.
        # dev c/fake_hotel_booking a/fake_google_search_results v/fake_google_search_results i/direct_monetary_loss
        {he} found the number of a hotel at Puri on Google, paid {amt} for booking, and there was no such booking.
        # held c/fake_hotel_booking i/direct_monetary_loss a/fake_website a/phishing_link
        for a holiday {he} reserved two rooms of a resort through a fake website and paid {amt} in advance; the resort denied it.
        # dev c/franchise_fraud a/false_business_proposal i/direct_monetary_loss
        {he} applied for a franchise of a food chain and paid {amt} as registration.
        # held c/franchise_fraud a/false_business_proposal i/direct_monetary_loss v/mail
        {he} received an email from an address resembling that of a petrol company approving a dealership, and deposited {amt} as licence fee before learning it was bogus.
        # dev a/fake_mobile_tower_installation a/false_business_proposal i/direct_monetary_loss
        they promised rent for a mobile tower on {his} roof and took {amt} as fees.
        # held a/fake_mobile_tower_installation a/false_business_proposal i/direct_monetary_loss v/cold_call
        a caller told that a 5G tower would be set up on {his} land with rent of Rs 40,000 and a job, and {he} paid {amt} for survey, NOC and tax.
        # dev c/sim_card_fraud a/sim_swap i/direct_monetary_loss
        {his} SIM went dead, a duplicate SIM was issued to somebody and {amt} was debited.
        # held c/sim_card_fraud a/sim_swap i/direct_monetary_loss i/unauthorized_transactions
        the network of {his} mobile disappeared after a call about eSIM upgrade. By the time it was restored {amt} had been transferred without {his} consent.
        # dev c/account_takeover a/account_takeover t/instagram
        {his} Instagram was hacked and {he} cannot log in.
        # held c/account_takeover a/account_takeover t/facebook i/direct_monetary_loss
        the Facebook account of {him} has been hacked; the hacker wrote to {his} friends for money, and one of them sent {amt}.
        # dev c/non_consensual_imagery c/privacy_violation t/instagram a/impersonation i/reputation_damage
        a fake profile on Instagram in {his} name uploads {his} photographs with bad words.
        # held c/privacy_violation t/facebook a/impersonation i/reputation_damage
        somebody opened a fake account on Facebook using {his} pictures and is writing abusive things to {his} colleagues, harming {his} reputation.
        # held c/non_consensual_imagery t/whatsapp i/reputation_damage
        {his} ex boyfriend circulated private videos of {him} in a WhatsApp group of the locality.
        # dev c/fraud_by_impersonation_of_influential_person a/impersonation t/whatsapp v/whatsapp_message i/direct_monetary_loss
        with the display picture of the managing director someone wrote on WhatsApp to remit {amt} urgently.
        # held c/fraud_by_impersonation_of_influential_person a/impersonation t/whatsapp v/whatsapp_message i/direct_monetary_loss s/time_pressure
        {he} got a message on WhatsApp from a number having the photo of the District Magistrate asking urgently for gift cards, and {he} bought cards of {amt}.
        # dev c/traditional_cheating_and_fraud
        the accused, a relative, took {amt} in cash for a land deal and refused to return it.
        # held c/traditional_cheating_and_fraud
        {his} business partner of ten years dishonestly took away the stock of the firm worth {amt} and avoids {him}.
        # held c/traditional_cheating_and_fraud
        {he} handed over {amt} in good faith to a neighbour for the admission of {his} son in a college; neither admission nor money was given.
        # dev c/not_a_cyber_crime
        two men on a motorbike snatched {his} bag near the bazar.
        # held c/not_a_cyber_crime
        in {his} absence miscreants broke the lock of the house and burglary of gold ornaments took place.
        # held c/not_a_cyber_crime
        over a land dispute {he} was assaulted with bamboo sticks by the persons of the next house.
        # dev c/suo_moto_case c/general_purpose_fir_suitable_for_wider_investigation
        SI lodged a suo moto complaint: analysis of the portal shows mule accounts opened on commission used in many frauds.
        # held c/suo_moto_case c/general_purpose_fir_suitable_for_wider_investigation
        acting on secret information the officer lodged the complaint himself that a racket collects bank accounts on rent from poor people and uses these mule accounts in frauds all over India.
        # dev c/fake_sim_card_pos
        a POS agent sold pre-activated SIM cards issued on forged documents.
        # held c/fake_sim_card_pos
        a retailer was caught selling SIMs which had been activated by scanning customers' thumbs twice; 60 SIM cards were seized.
        # dev c/subsidy_fraud s/opportunity_fomo i/direct_monetary_loss
        a caller promised a gas subsidy, took the OTP and {amt} was deducted.
        # held c/subsidy_fraud a/otp_fraud a/credential_theft c/credential_theft i/direct_monetary_loss v/cold_call
        {he} was called that the PM Kisan instalment would be credited after verification. {he} gave the OTP and {amt} was debited.
        # held c/subsidy_misuse
        on audit it was found that the scholarship of minority students was siphoned off in the names of fictitious beneficiaries of a school that is closed.
        # dev c/provocative_social_media_post t/facebook
        a post on Facebook insults a community and may disturb peace.
        # held c/provocative_social_media_post t/facebook
        one user uploaded an inflammatory video on Facebook spreading hatred between two communities.
        # dev c/failure_to_deliver_purchased_goods t/instagram i/direct_monetary_loss
        {he} ordered sarees from an Instagram page and paid {amt}, but nothing was delivered.
        # held c/failure_to_deliver_purchased_goods i/direct_monetary_loss t/facebook
        {he} bought a second hand camera from a page of Facebook and paid {amt}; the seller never sent it and switched off the phone.
        # dev a/malicious_app v/whatsapp_message t/whatsapp i/direct_monetary_loss
        an APK of a wedding card came on WhatsApp, and after opening it {amt} was debited.
        # held a/malicious_app v/whatsapp_message t/whatsapp i/direct_monetary_loss i/unauthorized_transactions
        {he} opened a file RTO challan.apk sent on WhatsApp from {phone}; the phone hung and {amt} was transferred automatically from {his} account.
        # held c/ransom_demand
        all data of the company's server was encrypted, and a note asked for bitcoin for the decryption key.
        # held a/atm_manipulation v/direct_contact i/direct_monetary_loss t/credit_card
        at an ATM counter a stranger, on the pretext of helping {him}, exchanged {his} debit card and {amt} was withdrawn.
        # held c/online_gambling i/direct_monetary_loss
        {he} lost {amt} in an online betting app whose owners do not allow withdrawal of the winnings.
        # held c/victim_was_paid_from_proceeds_of_crime t/crypto_platforms
        {he} sold USDT on a P2P exchange; after that {his} account was frozen on the request of the police of Telangana as the buyer had paid with stolen money.
        # held c/call_forwarding_to_divert_otp_over_call v/cold_call i/direct_monetary_loss
        a delivery agent on the phone told {him} to dial a code for the parcel; {his} calls were forwarded to another number and {amt} was gone.
        # held c/document_forgery
        the accused obtained a loan by submitting forged salary certificates and a fabricated deed to the bank.
        # held c/customer_service_fraud v/cold_call a/impersonation s/impersonation i/direct_monetary_loss
        customer care bankar ek aadmi ne {him} ko phone call kiya, refund dene ke bahane {app} install karaya aur {amt} kat gaya.
        # held c/credential_theft a/otp_fraud a/credential_theft i/direct_monetary_loss
        bank theke bolchi bole ekjon {him} ke phone kore, {he} OTP bole dey, tarpor account theke {amt} kete niyeche.
        # held c/job_fraud i/direct_monetary_loss
        chakri debe bole {amt} niyeche registration fee babod, kintu kono chakri dey nai; fake appointment letter diyeche.
        # held c/investment_scam i/direct_monetary_loss i/investment_loss a/false_business_proposal
        munafa ka lalach dekar {him} se trading app me {amt} invest karwaya, ab paisa withdraw nahi ho raha hai.
        """##
}
