/// A public post or message. Input topic `social.posts.v1`, keyed by the post id.
public struct SocialPost: Sendable, Equatable {
    public var postID: String
    /// `x`, `telegram`, `whatsapp`, `facebook`, ... lower case.
    public var platform: String
    public var author: String?
    public var text: String
    /// BCP 47 language tag, when the source knows it.
    public var lang: String?
    public var postedAt: ZonedTime
    public var urls: [String]
    public var media: [String]

    public init(
        postID: String, platform: String, author: String? = nil, text: String, lang: String? = nil,
        postedAt: ZonedTime, urls: [String] = [], media: [String] = []
    ) {
        self.postID = postID
        self.platform = platform
        self.author = author
        self.text = text
        self.lang = lang
        self.postedAt = postedAt
        self.urls = urls
        self.media = media
    }
}
