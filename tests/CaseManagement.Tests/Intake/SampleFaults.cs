using System.Text;
using System.Text.Json.Nodes;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleDays;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleEdges;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>What goes wrong on the way: broken lines, wrong names, rules broken, repetitions. Each beside a line that is right.</summary>
internal static class SampleFaults
{
    private static readonly DateTimeOffset Then = Local(2025, 11, 3, 10);

    public static void Add(SampleYear year)
    {
        AddServices(year);
        AddBrokenRatings(year);
        AddRefusedRatings(year);
        AddRepeatedRatings(year);
    }

    private static void AddServices(SampleYear year)
    {
        var file = year.Services;
        var right = Service("sv-fault-0", "window", Then, Then.AddHours(1), 1);
        right["applicant"] = new JsonObject { ["kind"] = "legalPerson", ["name"] = "评价单位0001", ["idNumber"] = "91610900MA00000001", ["phone"] = "0915-1234567" };
        var line = file.Accepted(right);
        file.Repeated(right, line);
        file.Refused("serviceConflict", Changed(right, "unit", "ak-unit-2"));
        file.Refused("serviceConflict", Changed(right, "completedAt", At(Then.AddHours(2))));
        file.Refused("serviceConflict", Changed(right, "applicant", new JsonObject { ["kind"] = "legalPerson", ["name"] = "评价单位0002" }));
        file.Refused("malformedRequest", "{\"region\":\"AK\",\"externalId\":\"sv-fault-1\"");
        file.Refused("malformedRequest", "办件,AK,sv-fault-2");
        file.Blank();
        file.Refused("malformedRequest", "{}");
        file.Refused("malformedRequest", With("sv-fault-3", "startedAt", "2025-11-03 10:00"));
        file.Refused("required", With("sv-fault-4", "item", null));
        file.Refused("required", With("sv-fault-5", "unit", null));
        file.Refused("required", With(" ", "kind", "matter"));
        file.Refused("unknownRegion", With("sv-fault-6", "region", "XX"));
        file.Refused("unknownUnit", With("sv-fault-7", "unit", "ak-unit-99"));
        file.Refused("unknownMode", With("sv-fault-8", "mode", "fax"));
        file.Refused("unknownKind", With("sv-fault-9", "kind", "complaint"));
        file.Refused("inFuture", With("sv-fault-10", "startedAt", "2031-01-01T09:00:00+08:00"));
        file.Refused("inFuture", With("sv-fault-11", "completedAt", "2031-01-01T09:00:00+08:00"));
        file.Refused("completedBeforeStart", With("sv-fault-12", "completedAt", At(Then.AddSeconds(-1))));
        file.Refused("visitTwice", With("sv-fault-13", "visits", new JsonArray(AVisit(), AVisit())));
        file.Refused("tooLong", With("sv-fault-14", "place", new string('长', 201)));
        file.Refused("controlCharacters", With("sv-fault-15", "window", "3号\u0007窗口"));
        file.Refused("badPhone", With("sv-fault-16", "applicant", new JsonObject { ["kind"] = "naturalPerson", ["phone"] = "一三八" }));
        for (var i = 20; i < 30; i++) file.Accepted(Service($"sv-fault-{i}", i < 25 ? "online" : "window", Then, Then.AddHours(1), i));

        static JsonObject AVisit() => new() { ["id"] = "v1", ["at"] = At(Then) };
        static JsonObject With(string id, string field, JsonNode? value)
        {
            var service = Service("sv-fault", "window", Then, Then.AddHours(1), 1);
            service["externalId"] = id;
            return Changed(service, field, value);
        }
    }

    private static void AddBrokenRatings(SampleYear year)
    {
        var file = year.Ratings;
        file.Refused("malformedRequest", "not json at all");
        file.Refused("malformedRequest", "{\"region\":\"AK\",\"channel\":\"sxzwfw\",\"externalId\":\"rt-fault-1\",\"level\":\"satis");
        file.Refused("malformedRequest", "[]");
        file.Refused("malformedRequest", "null");
        file.Refused("malformedRequest", "\"评价\"");
        file.Refused("malformedRequest", "{}");
        file.Blank();
        file.Blank("  \r");
        file.Refused("malformedRequest", Without("level"));
        file.Refused("malformedRequest", With("level", 5));
        file.Refused("malformedRequest", With("reasons", "未在承诺时间内办结"));
        file.Refused("malformedRequest", With("ratedAt", "2025-11-03T12:00:00"));
        file.Refused("malformedRequest", With("ratedAt", "2025-02-30T12:00:00+08:00"));
        file.Refused("malformedRequest", "{\"region\":\"AK\",\"region\":\"TJ\",\"channel\":\"sxzwfw\",\"externalId\":\"rt-fault-2\",\"level\":\"satisfied\"}");
        file.Refused("malformedRequest", [.. Encoding.UTF8.GetBytes("{\"region\":\"AK\",\"channel\":\"sxzwfw\",\"externalId\":\"rt-"), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes("\",\"level\":\"satisfied\"}")]);
        file.Refused("malformedRequest", Encoding.GetEncoding("iso-8859-1").GetBytes("{\"region\":\"AK\",\"channel\":\"é\",\"externalId\":\"rt-fault-3\",\"level\":\"satisfied\"}"));
        file.Refused("required", With("externalId", " "));
        file.Refused("required", With("reasons", new JsonArray(new JsonObject())));
        file.Refused("required", Without("target"));
        file.Refused("tooLong", With("text", new string('差', 2001)));
        file.Refused("tooLong", With("externalId", new string('9', 101)));
        file.Refused("controlCharacters", With("text", "好\u0000评"));
        file.Refused("controlCharacters", With("visit", "v\u202E1"));
        file.Refused("badIdNumber", With("rater", new JsonObject { ["kind"] = "naturalPerson", ["idNumber"] = "六一〇九" }));
        file.Refused("unknownPersonKind", With("rater", new JsonObject { ["kind"] = "robot" }));
    }

    private static void AddRefusedRatings(SampleYear year)
    {
        var file = year.Ratings;
        file.Refused("unknownRegion", With("region", "XX"));
        file.Refused("unknownRegion", With("region", "ak"));
        file.Refused("unknownChannel", With("channel", "fax"));
        file.Refused("unknownLevel", With("level", "awful"));
        file.Refused("serviceNotFound", With("serviceExternalId", "sv-none"));
        file.Refused("serviceNotFound", With("serviceExternalId", "sv-fault-7"));
        file.Refused("serviceRequired", Without("serviceExternalId"));
        file.Refused("beforeService", With("ratedAt", At(Then.AddSeconds(-1))));
        file.Refused("inFuture", With("ratedAt", "2031-01-01T09:00:00+08:00"));
        file.Refused("targetNotAllowed", With("target", "staff"));
        file.Refused("targetNotAllowed", With("target", "both"));
        file.Refused("targetNotAllowed", With("target", "weather"));
        file.Refused("scopeNotAllowed", With("scope", "additional"));
        file.Refused("notABatch", With("scope", "batch"));
        file.Refused("reasonRequired", With("level", "dissatisfied"));
        file.Refused("reasonRequired", With("level", "veryDissatisfied"));
        file.Accepted(With("text", "材料交了两遍，没人说清楚缺什么。", "sv-fault-21", "rt-fault-21", "dissatisfied"), opensCase: true);
        file.Accepted(With("reasons", new JsonArray(new JsonObject { ["code"] = "R03" }), "sv-fault-22", "rt-fault-22", "veryDissatisfied"), opensCase: true);
        var both = With("target", "both", "sv-fault-25", "rt-fault-25", "dissatisfied");
        both["parts"] = new JsonObject { ["staff"] = new JsonObject { ["reasons"] = new JsonArray(new JsonObject { ["text"] = "服务态度生硬" }) } };
        file.Accepted(both, opensCase: true);
    }

    private static void AddRepeatedRatings(SampleYear year)
    {
        var file = year.Ratings;
        var good = With("text", "办得很快，谢谢。", "sv-fault-23", "rt-fault-23");
        var line = file.Accepted(good);
        file.Repeated(good, line);
        // The same id again is the same rating, whatever else the line says now.
        file.Repeated(Changed(Changed(good, "level", "dissatisfied"), "text", "改主意了。"), line);
        var bad = With("text", "网上提交以后一直没有消息。", "sv-fault-24", "rt-fault-24", "dissatisfied");
        var opened = file.Accepted(bad, opensCase: true);
        file.Repeated(bad, opened);
        // The same number of another channel is another rating.
        file.Accepted(Changed(With("text", "工作人员很耐心。", "sv-fault-26", "rt-fault-23"), "channel", "window"));
    }

    private static JsonObject With(string field, JsonNode? value, string service = "sv-fault-20", string id = "rt-fault-20", string level = "satisfied")
    {
        var rating = Rating(id, "sxzwfw", service, "item", level, Then.AddHours(2));
        rating.Remove("reasons");
        return Changed(rating, field, value);
    }

    private static JsonObject Without(string field)
    {
        var rating = With("level", "satisfied");
        rating.Remove(field);
        return rating;
    }

    private static JsonObject Changed(JsonObject line, string field, JsonNode? value)
    {
        var changed = line.DeepClone().AsObject();
        if (value is null) changed.Remove(field);
        else changed[field] = value.DeepClone();
        return changed;
    }
}
