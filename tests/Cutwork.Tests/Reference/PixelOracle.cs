namespace Cutwork.Tests.Reference;

/// <summary>Of one pixel of one image, what it is made of: stroke by stroke, as a plan is written.</summary>
internal static class PixelOracle
{
    public static List<SeenPart> PartsAt(Plan plan, int place, int y, int x) =>
        PartsAt(plan, plan.Stages.Length, place, y, x);

    private static List<SeenPart> PartsAt(Plan plan, int stages, int place, int y, int x)
    {
        List<SeenPart> parts = [new(place, 1, 1)];
        for (int number = 0; number < stages; number++)
            foreach (ref readonly Stroke stroke in plan.Stages[number].Of(place))
            {
                if (!stroke.Region.Contains(y, x))
                    continue;
                parts =
                    stroke.Source != Source.Partner
                        ? [.. parts.Select(part => part with { Shown = 0 })]
                        : Mixed(parts, PartsAt(plan, number, stroke.Partner, y, x), stroke.OwnWeight);
            }
        return parts;
    }

    private static List<SeenPart> Mixed(List<SeenPart> own, List<SeenPart> partner, double weight)
    {
        if (weight == 1)
            return own;
        if (weight == 0)
            return partner;
        List<SeenPart> mixed = [.. own.Select(part => Times(part, weight))];
        foreach (SeenPart part in partner.Select(part => Times(part, 1 - weight)))
        {
            int at = mixed.FindIndex(other => other.Place == part.Place);
            if (at < 0)
                mixed.Add(part);
            else
                mixed[at] = new(part.Place, mixed[at].Weight + part.Weight, mixed[at].Shown + part.Shown);
        }
        return mixed;
    }

    private static SeenPart Times(SeenPart part, double factor) =>
        new(part.Place, factor * part.Weight, factor * part.Shown);
}
