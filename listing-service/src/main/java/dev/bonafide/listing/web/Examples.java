package dev.bonafide.listing.web;

/** Examples for the interface description. */
final class Examples {
    static final String DRAFT = """
            {
              "category": "phones",
              "title": "iPhone 14 Pro 256G 国行",
              "description": "自用一年,屏幕完好,边框有轻微使用痕迹。",
              "price": {"amountMinor": 430000, "currency": "CNY"},
              "fields": {
                "brand": "Apple", "model": "iPhone 14 Pro", "purchaseDate": "2025-10-02", "usePeriodMonths": 13,
                "grade": "95", "functionState": "ALL_WORKING", "accessories": ["BOX", "CABLE"],
                "defects": [{"part": "FRAME", "kind": "WEAR"}], "storage": "256GB", "networkLock": "UNLOCKED",
                "batteryHealthPercent": 91, "repairs": [], "accountLockOff": true, "serial": "356938035643809"
              }
            }""";
    static final String LISTING = """
            {
              "listingId": "019aa1f0-0002-7001-8000-0000000007d1", "stage": "PUBLISHED", "version": 6,
              "sellerId": "019aa1f0-0001-7002-8000-0000000003ea",
              "seller": {"level": "L2", "badges": ["PHONE_VERIFIED", "REAL_NAME_VERIFIED"], "scoreBand": "650+", "completedSales": 3},
              "category": "phones", "templateVersion": 1,
              "title": "iPhone 14 Pro 256G 国行", "description": "自用一年,屏幕完好,边框有轻微使用痕迹。",
              "brand": "Apple", "model": "iPhone 14 Pro", "grade": "95",
              "fields": {"brand": "Apple", "model": "iPhone 14 Pro", "grade": "95", "storage": "256GB"},
              "price": {"amountMinor": 430000, "currency": "CNY"},
              "photos": [{"photoId": "019aa1f0-000f-7001-8000-000000003a99", "role": "SCREEN",
                "sha256": "2d8d693177ac44895fc02c009ec3f6af32e51eb00783c17000d7051d1662b93a",
                "url": "/v1/listings/019aa1f0-0002-7001-8000-0000000007d1/photos/019aa1f0-000f-7001-8000-000000003a99",
                "smallUrl": "/v1/listings/019aa1f0-0002-7001-8000-0000000007d1/photos/019aa1f0-000f-7001-8000-000000003a99?size=SMALL"}],
              "snapshotHash": "79c6d61344be00e74b64db50b5b9639bbfd2d845d2d686ec380526eb898a9d8a",
              "publishedAt": "2026-11-02T09:00:01.250Z", "reservedByOther": false
            }""";
    static final String EDIT = """
            {"description": "降价急出,可小刀。", "fields": {"accessories": ["BOX", "CABLE", "INVOICE"]}}""";
    static final String PRICE = """
            {"price": {"amountMinor": 410000, "currency": "CNY"}}""";
    static final String PHOTO = """
            {"photoId": "019aa1f0-000f-7001-8000-000000003a99", "role": "SCREEN",
             "sha256": "2d8d693177ac44895fc02c009ec3f6af32e51eb00783c17000d7051d1662b93a",
             "width": 3024, "height": 4032, "verdict": "ACCEPTED", "version": 2}""";
    static final String MISSING = """
            {"type": "https://bonafide.dev/problems/validation-failed", "title": "Values not accepted", "status": 422,
             "code": "VALIDATION_FAILED",
             "errors": [{"pointer": "/fields/brand", "code": "REQUIRED", "detail": "This is required."},
                        {"pointer": "/fields/grade", "code": "REQUIRED", "detail": "This is required."}]}""";
    static final String ROLE_MISSING = """
            {"type": "https://bonafide.dev/problems/photo-role-missing", "title": "Photos missing", "status": 422,
             "code": "PHOTO_ROLE_MISSING", "roles": ["SERIAL"], "have": 4, "min": 5}""";
    static final String WRONG_STAGE = """
            {"type": "https://bonafide.dev/problems/wrong-stage", "title": "Not possible now", "status": 409,
             "code": "WRONG_STAGE", "command": "ChangePrice", "stage": "RESERVED"}""";
    static final String PAGE = "{\"items\": [" + LISTING + "], \"nextCursor\": \"MjAyNi0xMS0wMg\"}";
    static final String PRICE_HISTORY = """
            {"items": [{"version": 7, "previousPrice": {"amountMinor": 430000, "currency": "CNY"},
             "price": {"amountMinor": 410000, "currency": "CNY"}, "changedAt": "2026-11-02T12:00:00Z"}]}""";
    static final String SNAPSHOT = """
            {"category":"phones","description":"…","fields":{"brand":"Apple"},"listingId":"019aa1f0-0002-7001-8000-0000000007d1",
             "photos":[],"price":{"amountMinor":430000,"currency":"CNY"},"sellerId":"019aa1f0-0001-7002-8000-0000000003ea",
             "serialHmac":"5f0a…","templateVersion":1,"title":"iPhone 14 Pro 256G 国行","version":6}""";
    static final String CATEGORIES = """
            {"items": [{"category": "phones", "templateVersion": 1, "name": "手机"}]}""";
    static final String TEMPLATE = """
            {"category": "phones", "version": 1, "name": "手机", "photosMin": 5,
             "photoRoles": [{"role": "SCREEN", "name": "亮屏正面"}],
             "grades": [{"grade": "95", "name": "95新", "definition": "侧光下才能看到痕迹,屏幕无痕;功能全部正常;电池健康度不低于 88%。",
                         "picture": "/v1/categories/phones/grades/95/picture"}],
             "schema": {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}}""";

    private Examples() {}
}
