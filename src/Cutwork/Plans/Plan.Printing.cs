using System.Globalization;
using System.Text;

namespace Cutwork;

public sealed partial class Plan
{
    /// <summary>One line per stage: how many strokes on how many images.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Plan for {Count} images of {Size}");
        if (!Partners.IsEmpty)
            text.Append(", each with a partner of its own");
        text.Append(CultureInfo.InvariantCulture, $" (seed {Key.Seed}, epoch {Key.Epoch})");
        for (int number = 0; number < Stages.Length; number++)
        {
            Stage stage = Stages[number];
            int touched = Enumerable.Range(0, Count).Count(position => stage.Of(position).Length > 0);
            int strokes = Enumerable.Range(0, Count).Sum(position => stage.Of(position).Length);
            string names = string.Join(" or ", stage.Origins.Select(origin => origin.Policy).Distinct());
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n  {number + 1}. {names}: {strokes} strokes on {touched} images"
            );
            if (stage.Strokes.Length > strokes)
                text.Append(CultureInfo.InvariantCulture, $", {stage.Strokes.Length - strokes} on their partners");
        }
        return text.ToString();
    }

    /// <summary>What is done to one image, a sentence per stroke.</summary>
    /// <param name="position">The image's place in the batch; from <see cref="Count"/> on, a partner's.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public IReadOnlyList<string> Explain(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, PlaceCount);
        var lines = new List<string>();
        int occurrence = OccurrenceAt(position);
        if (occurrence > 0)
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"drawn for occurrence {occurrence}: its sample came before in the epoch"
                )
            );
        if (!Views.IsEmpty && Views[position] != View.Whole(Size))
            lines.Add($"shown: {Views[position]}");
        foreach (Stage stage in Stages)
        foreach (Stroke stroke in stage.Of(position))
            lines.Add(Sentence(stage.Origins[stroke.Origin], stroke));
        if (lines.Count == (occurrence == 0 ? 0 : 1))
            lines.Add("nothing was drawn: the image stays as it is");
        return lines;
    }

    private string Sentence(Origin origin, in Stroke stroke)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        double area = (double)stroke.Region.Area / Size.Area;
        if (stroke.Source != Source.Partner)
            return string.Create(
                invariant,
                $"{origin.Policy}: {stroke.Region} ({area:0.#%} of the image) are filled with {origin.Paint}"
            );
        int occurrence = OccurrenceAt(stroke.Partner);
        string again = occurrence == 0 ? "" : $" (occurrence {occurrence})";
        string partner = string.Create(invariant, $"sample {SampleAt(stroke.Partner)}{again}");
        double share = stroke.PartnerShare(Size);
        // Of several regions a later one covers part of an earlier one: no stroke knows what is left of it.
        string label = CountsLabels ? "" : string.Create(invariant, $"; the label takes {share:0.#%} from it");
        return stroke.OwnWeight > 0
            ? string.Create(
                invariant,
                $"{origin.Policy}: {stroke.Opacity:0.#%} of {partner} is blended into {(stroke.IsWhole(Size) ? "every pixel" : stroke.Region.ToString())}{label}"
            )
            : string.Create(
                invariant,
                $"{origin.Policy}: {stroke.Region} ({area:0.#%} of the image) are pasted from {partner}{label}"
            );
    }
}
