namespace Cutwork;

/// <summary>When a plan's labels are exactly its pixels' shares.</summary>
/// <remarks>
/// A whole-image blend leaves every pixel of an image with the same mixture of labels, so anything may follow it. A pasted
/// region leaves two kinds of pixels. A second paste would cover some of each, and would bring a part of the partner's own
/// paste along; its share of the area would no longer be its share of the label.
/// </remarks>
internal static class Exactness
{
    public const string Refusal =
        "A region would be mixed into images that a region was mixed into already: the second paste covers part of the first, "
        + "and no label would be exact. Put the two policies into a Choice.";

    /// <summary>Refuses partner strokes that overlap on one image within a stage: their areas would count twice.</summary>
    public static void CheckDisjoint(Stage stage)
    {
        for (int position = 0; position < stage.Count; position++)
        {
            ReadOnlySpan<Stroke> strokes = stage.Of(position);
            for (int i = 1; i < strokes.Length; i++)
            for (int j = 0; j < i && strokes[i].Source == Source.Partner; j++)
                if (strokes[j].Source == Source.Partner && !strokes[i].Region.Intersect(strokes[j].Region).IsEmpty)
                    throw new ArgumentException(
                        $"Two partners are laid over the same pixels of image {position}; their label shares would count twice."
                    );
        }
    }
}
