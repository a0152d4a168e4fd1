using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Every "no" of the intake. The codes stand in channel systems' programs: add, never rename.</summary>
internal static class IntakeRefusals
{
    public static Refusal Required(string pointer) => Bad("required", "缺少必填内容，请补齐后重发。", pointer, "这一项必填。");
    public static readonly Refusal LevelMissing = Bad("malformedRequest", "内容格式不对，请按接口说明改正后重发。", "/level", "缺少这一项。");
    public static Refusal TooLong(string pointer, int longest) => Bad("tooLong", "内容过长，请缩短后重发。", pointer, $"最多 {longest} 个字。");
    public static Refusal TooMany(string pointer, int most) => Bad("tooMany", "条数过多，请减少后重发。", pointer, $"最多 {most} 条。");
    public static Refusal ControlCharacters(string pointer) => HttpRefusals.ControlCharacters(pointer);
    public static Refusal BadIdNumber(string pointer) => Bad("badIdNumber", "证件号码格式不对，请核对后重发。", pointer, "只能用字母、数字、括号和连字符。");
    public static Refusal BadPhone(string pointer) => Bad("badPhone", "电话号码格式不对，请核对后重发。", pointer, "只能用数字、加号、空格和连字符，最多 20 位数字。");
    public static Refusal UnknownPersonKind(string pointer) => Bad("unknownPersonKind", "主体类型不对，请用 naturalPerson、legalPerson 或 otherOrganisation。", pointer, "没有这种主体类型。");

    public static readonly Refusal UnknownRegion = Rule("unknownRegion", "没有这个地区，请核对地区编码。", "/region");
    public static readonly Refusal NoOrdinance = Rule("noOrdinance", "该地区在这一天没有生效的评价规则，请联系当地主管部门。", "/region");
    public static readonly Refusal UnknownUnit = Rule("unknownUnit", "该地区没有这个承办单位，请核对单位编码。", "/unit");
    public static readonly Refusal UnknownKind = Rule("unknownKind", "服务种类只能是 matter 或 consultation。", "/kind");
    public static readonly Refusal UnknownMode = Rule("unknownMode", "办理方式只能是 online、kiosk、window 或 mixed。", "/mode");
    public static readonly Refusal UnknownChannel = Rule("unknownChannel", "该地区没有这个评价渠道，请核对渠道编码。", "/channel");
    public static readonly Refusal ChannelDisabled = Rule("channelDisabled", "这个评价渠道已停用，请改用其他渠道。", "/channel");
    public static readonly Refusal UnknownLevel = Rule("unknownLevel", "没有这个评价等级，请核对等级编码。", "/level");
    public static readonly Refusal RegionNotAllowed = Refusal.NotAllowed("regionNotAllowed", "您的接口密钥或岗位不能向这个地区或单位报送，请联系管理员。");
    public static readonly Refusal ChannelNotAllowed = Refusal.NotAllowed("channelNotAllowed", "您的接口密钥只能报送本渠道的评价，请核对渠道编码。");

    // AK-5-2b: an institution without a responsible section and person cannot receive a work order, so nothing ratable may enter for it.
    public static readonly Refusal UnitWithoutContact = Rule("unitWithoutContact", "该单位还没有明确“好差评”责任科室和人员，不能接收办件，请先由管理员补齐。", "/unit");
    public static readonly Refusal UnitNotHandling = Rule("unitNotHandling", "该单位不是承办单位，差评无法转给它办理，请填实际办理这件事的单位。", "/unit");
    public static readonly Refusal CompletedBeforeStart = Rule("completedBeforeStart", "办结时间早于开始时间，请核对。", "/completedAt");
    public static readonly Refusal VisitTwice = Rule("visitTwice", "同一个到场编号出现了两次，请核对。", "/visits");
    public static Refusal InFuture(string pointer) => Rule("inFuture", "时间在将来，请核对发送方时钟。", pointer);

    public static Refusal ServiceConflict(IEnumerable<string> pointers) =>
        Refusal.Conflict("serviceConflict", "这件办件已报送过，除补报办结时间和新的到场记录外不能改动；如需更正请联系管理员。") with
        {
            Errors = [.. pointers.Select(p => new FieldError(p, "与已报送的内容不同。"))],
        };

    public static readonly Refusal ServiceNotFound = Refusal.NotFound("serviceNotFound", "没有找到被评价的办件，请先报送办件再报送评价。") with { Errors = [new("/serviceExternalId", "没有这件办件。")] };
    public static readonly Refusal ServiceRequired = Rule("serviceRequired", "这个渠道的评价须指明办件。", "/serviceExternalId");
    public static readonly Refusal VisitNotFound = Rule("visitNotFound", "办件里没有这次到场记录，请核对。", "/visit");
    public static readonly Refusal BeforeService = Rule("beforeService", "评价时间早于办件开始时间，请核对。", "/ratedAt");
    public static readonly Refusal TargetNotAllowed = Rule("targetNotAllowed", "这种办理方式不能评价该对象，请改评服务事项。", "/target");
    public static readonly Refusal NotRateable = Rule("notRateable", "该类咨询不参加评价。", "/target");
    public static readonly Refusal ScopeNotAllowed = Rule("scopeNotAllowed", "本地规则没有这种评价方式，请核对 scope。", "/scope");
    public static readonly Refusal NotABatch = Rule("notABatch", "这件办件不是批量业务，请逐件评价。", "/scope");
    public static readonly Refusal NotATheme = Rule("notATheme", "这件办件不属于“一件事”，不能作总体评价。", "/scope");
    public static readonly Refusal WindowClosed = Rule("windowClosed", "评价期限已过，不能再评价。", "/ratedAt");
    public static readonly Refusal FrequencyExceeded = Rule("frequencyExceeded", "这次服务已评价过，不能重复评价。", "/serviceExternalId");
    public static readonly Refusal IdentityRequired = Rule("identityRequired", "本地评价须实名，请先核验身份再评价。", "/rater");
    public static readonly Refusal ReasonRequired = Rule("reasonRequired", "差评须勾选或填写评价内容，请补充原因。", "/reasons");
    public static readonly Refusal TextNotAllowed = Rule("textNotAllowed", "本地规则不收文字评价，请勾选预设内容。", "/text");
    public static readonly Refusal FreeTextRequired = Rule("freeTextRequired", "只勾选“其他”时须写明具体内容，请补充文字。", "/text");
    public static readonly Refusal NotCompleted = Rule("notCompleted", "这件办件尚未办结，办结后才能评价服务事项。", "/target");
    public static readonly Refusal NoFirstRating = Rule("noFirstRating", "还没有可以追加的评价，请先作首次评价。", "/scope");
    public static readonly Refusal StageNotFound = Rule("stageNotFound", "办件里没有这个环节，请核对。", "/stage");
    public static readonly Refusal RaterKindNotAllowed = Rule("raterKindNotAllowed", "这类主体不能在这个渠道评价，请核对 rater.kind。", "/rater/kind");
    public static readonly Refusal FormNotAllowed = Rule("formNotAllowed", "这个渠道没有这种录入方式，请核对 entry.form。", "/entry/form");
    public static readonly Refusal OperatorNotAllowed = Rule("operatorNotAllowed", "这个渠道不由话务员代录，请由评价人自行评价。", "/entry/operator");
    public static readonly Refusal ScanRequired = Rule("scanRequired", "代录书面评价表须附扫描件，请先上传再录入。", "/entry/scan");
    public static readonly Refusal OwnService = Refusal.NotAllowed("ownService", "工作人员不能评价或代录对自己服务的评价；本次操作已记录。");
    public static readonly Refusal StaffCannotRate = Refusal.NotAllowed("staffCannotRate", "工作人员只能代录书面评价表或来电评价；评价须由服务对象作出，本次操作已记录。");
    public static readonly Refusal ProgramsOnly = Refusal.NotAllowed("programsOnly", "办件和批量数据由业务系统用接口密钥报送。");
    public static readonly Refusal UnknownPlace = Rule("unknownPlace", "没有这个政务服务中心，请核对 unit。", "/unit");

    /// <summary>The keys a caller or a reply may use, told to whoever pressed another (SP-6.2.3, GD-12-4).</summary>
    public static Refusal UnknownInput(IEnumerable<string> levels) =>
        Rule("unknownInput", $"没有识别出评价，请回复数字：{string.Join("，", levels.Select((name, i) => $"{i + 1} {name}"))}。", "/entry/input");

    public static Refusal ReasonRequiredFor(IEnumerable<string> parts) => ReasonRequired with { Errors = [.. parts.Select(p => new FieldError($"/parts/{p}", "这一部分须勾选或填写评价内容。"))] };

    public static Refusal UnknownIndicator(string pointer) => Rule("unknownIndicator", "没有这个评价指标，请按当前指标表勾选。", pointer);
    public static Refusal IndicatorNotForLevel(string pointer) => Rule("indicatorNotForLevel", "这个评价指标不属于所选等级或对象，请重新勾选。", pointer);

    public static readonly Refusal RatingNotFound = Refusal.NotFound("ratingNotFound", "没有找到这条评价，请核对编号。");

    public static readonly Refusal UnknownService = Refusal.NotFound("serviceNotFound", "没有找到这件办件，请核对编号。");
    public static readonly Refusal ItemTwice = Rule("itemTwice", "事项清单里有重复的事项编码，请核对。", "/items");
    public static readonly Refusal RatingNotYours = Refusal.NotAllowed("notYourUnit", "这条评价不属于您的单位或渠道，不能查看；本次访问已记录。");

    private static Refusal Rule(string code, string message, string pointer) => Refusal.Rule(code, message, new FieldError(pointer, message));

    private static Refusal Bad(string code, string message, string pointer, string detail) => Refusal.Malformed(code, message, new FieldError(pointer, detail));
}
