namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Why a rating stands as it does, beside its status: a code for programs, a sentence for people.</summary>
internal static class RatingStanding
{
    public const string Society = "society";
    public const string UnknownItem = "unknownItem";

    public static string? TextOf(string? code) => code switch
    {
        // AK-12 takes society's words; the case of article 13 goes to whoever handled the matter (article 15), and here is none.
        Society => "社会评价：没有指明办件，已存入，不计入事项评价统计，也不生成差评工单；如须按差评办理，请连同办件编号（serviceExternalId）报送。",
        UnknownItem => "事项目录里没有这个事项，评价已存入，待目录补齐后自动采纳。",
        "timeout" => "评价期限内没有评价，由系统按本地规则处理。",
        "replaced" => "评价人后来作出了评价，以该评价为准。",
        "invalidated" => "经复核不予采纳。",
        _ => null,
    };
}
