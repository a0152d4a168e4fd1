using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.Designer.Blazor.Ordinances;

/// <summary>The Chinese names of a pack's fields and values; what has none is shown by its code, so that a new field is never hidden.</summary>
public static class PackWords
{
    public static string Field(string name) => Fields.GetValueOrDefault(name, name);

    public static string Value(string code) => Values.GetValueOrDefault(code, code);

    public static string Timer(string id) => TimerNames.Of(id);

    public static string Standing(string status) => status switch
    {
        "inForce" => "现行有效", "scheduled" => "已发布，未到生效日", "expired" => "已失效", "unconfirmed" => "有待确认的项，未生效", _ => status,
    };

    /// <summary>A place in a pack in words, such as 时限 › 申诉复核 › 期限.</summary>
    public static string Path(string pointer)
    {
        var steps = pointer.Split('/')[1..].Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        return string.Join(" › ", steps.Select((step, i) => i == 1 && steps[0] == "timers" ? Timer(step) : int.TryParse(step, out var index) ? $"第 {index + 1} 项" : Fields.GetValueOrDefault(step) ?? Value(step)));
    }

    /// <summary>A value in words, short enough for a line.</summary>
    public static string Short(JsonNode? value) => value switch
    {
        null => "未写明",
        JsonObject limit when limit["amount"] is not null && limit["unit"] is not null && limit.Count == 2 => $"{limit["amount"]} {Value(limit["unit"]!.ToString())}",
        JsonObject timer when timer["stated"] is not null && timer.ContainsKey("limit") => timer["limit"] is null ? "不限" : Short(timer["limit"]),
        JsonObject fields => Clipped(string.Join("；", fields.Where(f => f.Key is not ("stated" or "confirmed" or "ref")).Select(f => $"{Field(f.Key)}：{Short(f.Value)}"))),
        JsonArray items => items.Count == 0 ? "无" : Clipped(string.Join("、", items.Select(i => i is JsonObject inner && (inner["name"] ?? inner["code"]) is { } name ? Value(name.ToString()) : Short(i)))),
        JsonValue single when single.TryGetValue<bool>(out var flag) => flag ? "是" : "否",
        _ => Value(value.ToString()),
    };

    private static string Clipped(string text) => text.Length > 120 ? text[..120] + "…" : text;

    internal static readonly System.Text.Json.JsonSerializerOptions Indented = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["meta"] = "依据", ["id"] = "代码", ["version"] = "版本", ["title"] = "文件名称", ["docNumber"] = "文号", ["issuer"] = "制定机关", ["legalStatus"] = "文件状态", ["effectiveFrom"] = "生效日期", ["effectiveTo"] = "失效日期",
        ["supersededBy"] = "被何文件取代", ["parentPack"] = "上级规则包", ["interpretationAuthority"] = "解释机关", ["basis"] = "制定依据", ["locked"] = "下级不可改动的项", ["calendar"] = "工作日历", ["sources"] = "日历来源",
        ["localOverrides"] = "本地安排", ["date"] = "日期", ["workday"] = "是否上班", ["reason"] = "原因", ["missingYearPolicy"] = "安排未公布的年份", ["businessHours"] = "办公时间", ["open"] = "上班", ["close"] = "下班", ["periods"] = "时段（期数）",
        ["counting"] = "计算规则", ["startDayCounts"] = "当日计入", ["startOnNonWorkday"] = "休息日发生", ["afterHoursReceipt"] = "下班后收到", ["dayEnd"] = "最后一日的截止时刻", ["rollover"] = "末日逢休息日", ["hourMode"] = "小时的计算",
        ["scope"] = "适用范围", ["regions"] = "地区", ["ratedObjects"] = "评价对象", ["institutionTypes"] = "机构类型", ["platformTypes"] = "平台类型", ["places"] = "场所", ["windows"] = "窗口", ["responsibleContactRequired"] = "须有责任部门和责任人",
        ["services"] = "事项", ["catalogue"] = "事项清单", ["roles"] = "角色", ["code"] = "代码", ["name"] = "名称", ["level"] = "等级或层级", ["aliasOf"] = "即另一角色", ["permissions"] = "权限", ["routing"] = "转办路径", ["principles"] = "原则",
        ["rules"] = "规则", ["when"] = "条件", ["path"] = "逐级路径", ["byCause"] = "按原因", ["dispatchLimit"] = "转办时限", ["reassignmentResetsClock"] = "改派后重新计时", ["unitLevel"] = "单位层级", ["cause"] = "原因", ["service"] = "事项办理", ["platform"] = "平台建设",
        ["channels"] = "渠道", ["kind"] = "种类", ["enabled"] = "启用", ["forms"] = "形式", ["modes"] = "方式", ["entries"] = "入口", ["page"] = "评价页面", ["prompt"] = "提示方式", ["staffPrompt"] = "工作人员提示", ["operatorForm"] = "话务员代录", ["showFields"] = "显示内容",
        ["rating"] = "评价", ["identity"] = "实名要求", ["raterKinds"] = "评价人", ["levels"] = "评价等级", ["stars"] = "星级", ["score"] = "分值", ["polarity"] = "好评或差评", ["contentDimensions"] = "评价内容", ["targets"] = "可评价的对象", ["target"] = "对象", ["indicatorSets"] = "评价指标",
        ["reasonRequired"] = "须填原因的等级", ["freeText"] = "可自拟文字", ["frequency"] = "评价次数", ["per"] = "每", ["on"] = "在", ["max"] = "最多", ["onExpiry"] = "到期处理", ["action"] = "处理方式", ["stated"] = "文件已规定", ["confirmed"] = "已确认", ["lateRating"] = "逾期评价", ["additional"] = "追加评价",
        ["replaces"] = "替换首次评价", ["opensCase"] = "差评生成工单", ["batch"] = "批量业务", ["min"] = "最少笔数", ["sameItem"] = "须同一事项", ["good"] = "好评适用", ["bad"] = "差评适用", ["countAs"] = "计数", ["casesPerBadBatch"] = "差评工单数", ["theme"] = "主题式“一件事”", ["jointApproval"] = "联合审批",
        ["onReceipt"] = "收件时可评", ["onCompletion"] = "办结时可评", ["consultation"] = "查询咨询", ["online"] = "线上", ["hall"] = "大厅", ["expires"] = "到期处理", ["staging"] = "分环节评价", ["perStage"] = "每环节可评", ["overall"] = "可总体评价", ["countStages"] = "环节评价计入", ["publicity"] = "公开",
        ["reminders"] = "提醒", ["timer"] = "时限", ["channel"] = "方式", ["optional"] = "可不发", ["quietHours"] = "免打扰时段", ["timers"] = "时限", ["limit"] = "期限", ["anchor"] = "起算", ["warnBefore"] = "提前提醒", ["ref"] = "条款", ["amount"] = "数量", ["unit"] = "单位",
        ["case"] = "工单", ["openOn"] = "何时生成工单", ["classes"] = "分类", ["causes"] = "适用情形", ["onTheSpot"] = "可当场解决", ["closedLoop"] = "闭环环节", ["verification"] = "核实", ["fields"] = "核实内容", ["team"] = "核实队伍", ["contactRequired"] = "须联系评价人", ["dueMeans"] = "期限指",
        ["rectifyLimitMode"] = "整改期限由谁定", ["extension"] = "延期", ["requires"] = "须具备", ["approver"] = "审批", ["maxTimes"] = "最多次数", ["countFrom"] = "延期自何时起算", ["workflow"] = "流程", ["laterDeadline"] = "说明理由另定期限", ["approval"] = "批准", ["coordination"] = "会商", ["convenor"] = "召集人",
        ["minParticipants"] = "最少参加单位", ["minutes"] = "会议纪要", ["uploadOpinion"] = "上传处理意见", ["rehandle"] = "重办", ["allowExtension"] = "可再延期", ["mergePolicy"] = "合并方式", ["reclassification"] = "改类", ["restartClock"] = "重新计时", ["invalidOutcome"] = "无效差评", ["reportInvalidTo"] = "无效差评报送",
        ["clock"] = "期限是否中止", ["extensionReview"] = "延期审批期间", ["appeal"] = "申诉复核", ["applicants"] = "申请人", ["form"] = "形式", ["evidenceRequired"] = "须附证据", ["reviewer"] = "复核人", ["methods"] = "核实方式", ["outcomes"] = "结论", ["notifyApplicant"] = "告知申请人", ["notifyRegistrar"] = "反馈登记部门",
        ["followUp"] = "回访", ["performedBy"] = "回访人", ["schedule"] = "安排", ["spotCheck"] = "抽查", ["maliciousRegister"] = "恶意评价人员信息库", ["entryRequires"] = "入库条件", ["effect"] = "效力", ["expiresAfter"] = "有效期", ["integrityRules"] = "异常评价识别", ["externalAssessment"] = "外部评估",
        ["analysis"] = "分析研判", ["scoring"] = "计分", ["rounding"] = "取舍", ["decimals"] = "小数位", ["mode"] = "方式", ["at"] = "何时取舍", ["composite"] = "综合评分", ["weights"] = "权重", ["quality"] = "服务质量", ["activeRate"] = "主动评价率", ["rectification"] = "差评整改率", ["visitSatisfaction"] = "回访满意率",
        ["qualityScale"] = "质量换算倍数", ["invalidatedCounts"] = "无效差评计入未评", ["zeroDenominator"] = "分母为零时", ["visit"] = "回访满意率", ["minimumRatings"] = "最少评价数", ["statistics"] = "统计", ["ranking"] = "排名", ["publication"] = "公开发布", ["content"] = "内容", ["refresh"] = "更新", ["rateDenominator"] = "比率的分母",
        ["typicalCases"] = "典型案例", ["bulletins"] = "通报", ["by"] = "由谁", ["of"] = "通报对象", ["period"] = "周期", ["performance"] = "绩效考核", ["accountability"] = "追责问责", ["triggers"] = "情形", ["ladder"] = "措施阶梯", ["actions"] = "措施", ["bodies"] = "问责机关", ["referral"] = "线索移送", ["data"] = "数据",
        ["tamperEvidence"] = "防篡改", ["upload"] = "上传", ["feeds"] = "数据接入", ["privacy"] = "个人信息", ["retention"] = "保存", ["lowRank"] = "连续排名靠后", ["keyTarget"] = "重点评测对象",
        ["deviceRequired"] = "须有评价器", ["deviceOrQrRequired"] = "须有评价器或二维码", ["deviceAndQrRequired"] = "须同时有评价器和二维码", ["deviceOrQrSuffices"] = "有其一即可的场所", ["mapping"] = "对应关系", ["required"] = "必须",
        ["commonIssues"] = "共性问题", ["doubleZero"] = "双归零（差评办件和共性问题）", ["improvementTasks"] = "整改提升任务", ["threshold"] = "达到多少即列入", ["dimensions"] = "排名维度", ["commendation"] = "通报表扬", ["internal"] = "内部通报", ["exposureNeeds"] = "公开曝光须经",
        ["thirdParty"] = "向第三方提供", ["maskForRoles"] = "须遮蔽的岗位", ["accessAudited"] = "查看须留痕", ["from"] = "自", ["to"] = "至",
    };

    private static readonly Dictionary<string, string> Values = new()
    {
        ["draft"] = "征求意见稿", ["trial"] = "试行", ["inForce"] = "现行", ["repealed"] = "废止", ["hour"] = "小时", ["calendarDay"] = "日（自然日）", ["businessDay"] = "个工作日", ["provisional"] = "暂按周一至周五，公布后重算", ["error"] = "不推算",
        ["actualDay"] = "按当日", ["deemNextWorkday"] = "视为下一工作日", ["sameDay"] = "算当日", ["24:00"] = "24:00", ["closeOfBusiness"] = "下班时", ["nextWorkday"] = "顺延至下一工作日", ["none"] = "无", ["elapsed"] = "连续计算", ["workdaysOnly"] = "只计工作日",
        ["serviceCompleted"] = "事项办结", ["ratingSubmitted"] = "评价提交", ["unitReceived"] = "单位收到差评", ["verificationConfirmed"] = "核实确认", ["callbackDone"] = "回访完成", ["disputeIdentified"] = "发现异议", ["appealReceived"] = "收到申诉", ["rehandleIssued"] = "发回重办", ["coordinationStarted"] = "启动会商", ["originalDue"] = "原截止日",
        ["markOverdue"] = "标记逾期，仍可办理", ["closeWindow"] = "不再受理", ["applyRatingExpiry"] = "按评价到期处理", ["sendReminder"] = "发送提醒", ["realNameRequired"] = "实名", ["realNameEncouraged"] = "鼓励实名", ["naturalPerson"] = "自然人", ["legalPerson"] = "法人", ["otherOrganisation"] = "其他组织", ["society"] = "社会各界",
        ["verySatisfied"] = "非常满意", ["satisfied"] = "满意", ["basicallySatisfied"] = "基本满意", ["dissatisfied"] = "不满意", ["veryDissatisfied"] = "非常不满意", ["good"] = "好评", ["bad"] = "差评", ["item"] = "事项", ["staff"] = "人员", ["center"] = "政务服务中心", ["platform"] = "平台", ["service"] = "服务",
        ["online"] = "线上", ["kiosk"] = "自助终端", ["window"] = "窗口", ["mixed"] = "线上线下结合", ["hotline"] = "热线", ["mobile"] = "移动端", ["qr"] = "二维码", ["sms"] = "短信", ["paper"] = "纸质", ["social"] = "社会渠道", ["selfArea"] = "自助评价专区", ["agentDesk"] = "代办台", ["phone"] = "电话", ["message"] = "消息", ["push"] = "推送",
        ["matter"] = "件", ["visit"] = "次现场", ["serviceInstance"] = "次服务", ["day"] = "日", ["stage"] = "环节", ["markUnrated"] = "标记未评", ["defaultRating"] = "默认评价", ["refuse"] = "不受理", ["replaceDefault"] = "替换默认评价", ["bothTargets"] = "事项和人员", ["chooseEach"] = "分别选择", ["onlyRatedTarget"] = "只限所评对象",
        ["alwaysPublic"] = "公开", ["raterChoice"] = "评价人可选不公开", ["overallOrEach"] = "总体或分别", ["overallOnly"] = "只总体", ["perMatter"] = "按件", ["once"] = "只计一次", ["one"] = "一件", ["badRating"] = "差评", ["complaint"] = "投诉", ["default"] = "不分类", ["simple"] = "简易", ["general"] = "一般", ["complex"] = "复杂",
        ["dispatch"] = "转办", ["verify"] = "核实", ["rectify"] = "整改", ["reply"] = "回复", ["upload"] = "上传", ["finished"] = "核实完成", ["started"] = "开始核实", ["pack"] = "规则包", ["perCase"] = "逐件确定", ["written"] = "书面", ["reason"] = "理由", ["leaderSignOff"] = "领导审签", ["officialSeal"] = "加盖公章",
        ["approval"] = "批准之日", ["required"] = "必须", ["optional"] = "可选", ["supervisor"] = "督办机关", ["notAdopted"] = "不予采纳", ["notAdoptedAsUnrated"] = "不予采纳并记未评", ["run"] = "不中止", ["suspend"] = "中止", ["institution"] = "单位", ["valid"] = "有效", ["invalid"] = "无效", ["mistaken"] = "误评", ["malicious"] = "恶意",
        ["quarantine"] = "不予采录", ["flagOnly"] = "只作提示", ["futureOnly"] = "只对以后", ["pastAndFuture"] = "以前和以后", ["reviewDecision"] = "复核决定", ["halfAwayFromZero"] = "四舍五入", ["halfToEven"] = "四舍六入五成双", ["end"] = "最后一次", ["rating"] = "按评价次数", ["literal"] = "按文件字面（办件数）", ["full"] = "记 100", ["exclude"] = "不计并分摊权重", ["zero"] = "记 0",
        ["allRateable"] = "全部可评办件", ["ratedOnly"] = "只含已评", ["month"] = "月", ["quarter"] = "季", ["halfYear"] = "半年", ["year"] = "年", ["province"] = "省级", ["city"] = "市级", ["county"] = "县级", ["district"] = "区级", ["department"] = "部门", ["township"] = "乡镇（街道）", ["village"] = "村（居）", ["citizen"] = "公民", ["public"] = "公众",
        ["unified"] = "统一页面", ["own"] = "自有页面", ["pushPage"] = "推送页面", ["autoJump"] = "自动跳转", ["territorial"] = "属地管理", ["byLevel"] = "分级负责", ["whoHandlesIsResponsible"] = "谁办理谁负责", ["whoBuildsIsResponsible"] = "谁建设谁负责", ["state-council"] = "国务院办公厅放假安排", ["hashChain"] = "校验链",
        ["completion"] = "办结", ["receipt"] = "收件", ["eachService"] = "每次服务", ["handlingUnit"] = "承办单位", ["platformBuilder"] = "平台建设单位", ["sameLevelApprovalDept"] = "同级审批部门", ["sameLevelBureau"] = "同级主管部门", ["itemName"] = "事项名称", ["serialNo"] = "流水号", ["staffName"] = "人员姓名", ["indicators"] = "评价指标",
        ["packEdit"] = "编辑规则包", ["packPublish"] = "发布规则包", ["workflowEdit"] = "编辑流程", ["accept"] = "接收", ["contactRater"] = "联系评价人", ["classify"] = "分类", ["urge"] = "督办", ["extensionRequest"] = "申请延期", ["extensionSignOff"] = "延期审签", ["extensionApprove"] = "延期审批", ["appealFile"] = "提出申诉", ["appealDecide"] = "复核申诉",
        ["coordinate"] = "召集会商", ["followUp"] = "回访", ["rehandleOrder"] = "发回重办", ["registerMalicious"] = "登记恶意评价", ["spotCheck"] = "抽查", ["bulletinIssue"] = "通报", ["publish"] = "公开发布", ["accountabilityOpen"] = "提起问责", ["accountabilityDecide"] = "决定问责", ["refer"] = "移送", ["audit"] = "审计", ["piiRead"] = "查看个人信息", ["rate"] = "评价", ["readPublic"] = "看公开页",
        ["never"] = "一律不提供", ["consentRequired"] = "须经同意", ["windowClerk"] = "窗口人员", ["annualTarget"] = "年度目标考核", ["unitInternal"] = "单位内部考核", ["performanceEvaluation"] = "绩效评价", ["performanceAssessment"] = "绩效考核", ["staffAssessment"] = "工作人员考核",
        ["highQualityDevelopment"] = "高质量发展考核", ["businessEnvironment"] = "营商环境评价", ["realtime"] = "实时", ["oneToOne"] = "一一对应", ["region"] = "地区", ["trade"] = "行业", ["hall"] = "大厅", ["cityDepartment"] = "市级部门",
    };
}
