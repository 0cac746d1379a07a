namespace Cutwork.Tests.Laws;

/// <content>Plans that no policy draws.</content>
public static partial class Generate
{
    private static Plan Mosaic(int count, Size size, Key key, Recipe recipe)
    {
        Rng rng = key.Open();
        var scene = Scene.Range(size, 0, count);
        Plan before = new Recipe([.. recipe.Policies.Where(policy => policy.Mixing != Mixing.Regional)]).Draw(
            key,
            scene
        );
        Plan after = new Recipe([.. recipe.Policies.Where(policy => policy.Mixing == Mixing.None)]).Draw(
            key with
            { },
            scene
        );
        var strokes = new List<Stroke>();
        for (int position = 0; position < count; position++)
        {
            int y = rng.Below(size.Height + 1);
            int x = rng.Below(size.Width + 1);
            foreach (
                Region cell in (Region[])
                    [
                        new(0, 0, y, x),
                        new(0, x, y, size.Width - x),
                        new(y, 0, size.Height - y, x),
                        new(y, x, size.Height - y, size.Width - x),
                    ]
            )
                if (rng.Chance(0.6))
                    strokes.Add(
                        new Stroke
                        {
                            Position = position,
                            Region = cell,
                            Source = Source.Partner,
                            Partner = rng.Below(count),
                            OwnWeight = rng.Chance(0.5) ? 0 : rng.NextDouble(),
                        }
                    );
        }
        var mosaic = new Stage(count, [new Origin("mosaic", Paint.Partner)], [.. strokes]);
        return new Plan(key, size, scene.Samples, [.. before.Stages, mosaic, .. after.Stages]);
    }
}
