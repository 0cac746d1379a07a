using CsCheck;

namespace Cutwork.Tests.PlanTargets;

/// <summary>The identity law of boxes: paint each object as a plane of ones, and what is left of them is what boxes say.</summary>
public class BoxLaws
{
    [Fact]
    public void A_visible_share_is_what_is_left_of_the_painted_object() =>
        ObjectCase.Cases.Sample(
            given =>
            {
                (AnnotatedBox[] boxes, int[] starts) = given.Objects();
                IdentityPicture picture = Pictured(given, boxes, starts);
                float[] shown = picture.Shown();
                for (int image = 0; image < given.Plan.Count; image++)
                {
                    SeenBox[] seen = given.Plan.BoxesOf(image, new(boxes, starts));
                    for (int number = 0; number < boxes.Length; number++)
                    {
                        double expected = picture.Sum(shown, image, number) / AreaOf(boxes[number].Box);
                        double told = seen.Where(box => box.Id == number).Sum(box => box.Visible);
                        if (Math.Abs(expected - told) > 1e-4)
                            return false;
                    }
                }
                return true;
            },
            iter: 1500
        );

    [Fact]
    public void Tight_boxes_enclose_what_is_left_of_the_painted_object() =>
        ObjectCase.WholeCases.Sample(
            given =>
            {
                (AnnotatedBox[] boxes, int[] starts) = given.Objects();
                IdentityPicture picture = Pictured(given, boxes, starts);
                float[] shown = picture.Shown();
                for (int image = 0; image < given.Plan.Count; image++)
                {
                    SeenBox[] seen = given.Plan.BoxesOf(image, new(boxes, starts), new BoxRule { Tight = true });
                    for (int number = 0; number < boxes.Length; number++)
                        if (!Agrees(picture.Bounds(shown, image, number), seen, number))
                            return false;
                }
                return true;
            },
            iter: 1000
        );

    [Fact]
    public void Own_boxes_stay_whole_and_partners_are_cut_to_what_was_mixed_in() =>
        ObjectCase.WholeCases.Sample(
            given =>
            {
                (AnnotatedBox[] boxes, int[] starts) = given.Objects();
                IdentityPicture picture = Pictured(given, boxes, starts);
                float[] mixed = picture.Mixed();
                for (int image = 0; image < given.Plan.Count; image++)
                    foreach (SeenBox box in given.Plan.BoxesOf(image, new(boxes, starts)))
                    {
                        Box expected =
                            box.Place == image ? boxes[box.Id].Box : picture.Bounds(mixed, image, box.Id)!.Value;
                        if (box.Box != expected || box.Place != ObjectCase.PlaceOf(starts, box.Id))
                            return false;
                    }
                return true;
            },
            iter: 1000
        );

    [Fact]
    public void A_weight_is_the_mean_of_what_is_seen() =>
        ObjectCase.WholeCases.Sample(
            given =>
            {
                (AnnotatedBox[] boxes, int[] starts) = given.Objects();
                IdentityPicture picture = Pictured(given, boxes, starts);
                float[] shown = picture.Shown();
                for (int image = 0; image < given.Plan.Count; image++)
                    foreach (SeenBox box in given.Plan.BoxesOf(image, new(boxes, starts)))
                    {
                        int pixels = 0;
                        for (int y = 0; y < given.Plan.Size.Height; y++)
                        for (int x = 0; x < given.Plan.Size.Width; x++)
                            pixels += picture.At(shown, image, box.Id, y, x) > 0 ? 1 : 0;
                        if (Math.Abs(picture.Sum(shown, image, box.Id) / pixels - box.Weight) > 1e-4)
                            return false;
                    }
                return true;
            },
            iter: 1000
        );

    [Fact]
    public void Boxes_come_in_order_their_own_first() =>
        ObjectCase.Cases.Sample(
            given =>
            {
                (AnnotatedBox[] boxes, int[] starts) = given.Objects();
                for (int image = 0; image < given.Plan.Count; image++)
                {
                    SeenBox[] seen = given.Plan.BoxesOf(image, new(boxes, starts));
                    int own = seen.TakeWhile(box => box.Place == image).Count();
                    if (seen[own..].Any(box => box.Place == image))
                        return false;
                    foreach (IGrouping<int, SeenBox> place in seen.GroupBy(box => box.Place))
                        if (!place.Select(box => box.Id).SequenceEqual(place.Select(box => box.Id).Order()))
                            return false;
                }
                return true;
            },
            iter: 500
        );

    private static bool Agrees(Region? expected, SeenBox[] seen, int number)
    {
        SeenBox[] found = [.. seen.Where(box => box.Id == number)];
        return expected is { } region ? found.Length == 1 && found[0].Box == (Box)region : found.Length == 0;
    }

    private static IdentityPicture Pictured(ObjectCase given, AnnotatedBox[] boxes, int[] starts)
    {
        var picture = new IdentityPicture(given.Plan, boxes.Length);
        for (int number = 0; number < boxes.Length; number++)
            picture.Add(ObjectCase.PlaceOf(starts, number), number, boxes[number].Box);
        return picture;
    }

    private static double AreaOf(Box box) => ((double)box.Bottom - box.Top) * ((double)box.Right - box.Left);
}
