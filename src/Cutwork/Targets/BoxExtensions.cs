namespace Cutwork;

/// <summary>Plans on boxes.</summary>
public static class BoxExtensions
{
    extension(Plan plan)
    {
        /// <summary>
        /// The objects that one painted image shows: its own first, then those of the places that were mixed into it, each in its list's order.
        /// </summary>
        /// <remarks>
        /// Shares are areas, exact for edges within pixels too. Erased pixels hide an object; a pasted partner hides what is below it and brings its own
        /// objects, cut to where it was pasted; a blended one adds its objects, each with its weight. Nothing is allocated once a thread has seen a plan
        /// of the size.
        /// </remarks>
        /// <param name="place">The image's place in the batch.</param>
        /// <param name="boxes">The objects of every place of the plan, its partners included, as they lie before the strokes.</param>
        /// <param name="seen">Where they are written: room for all objects of the image and of those that are mixed into it.</param>
        /// <param name="rule">Which objects stay; unless given, all that are seen.</param>
        /// <returns>How many were written.</returns>
        /// <exception cref="ArgumentException">There is not a list for each place, not enough room, or the plan has views that are still to be shown.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
        public int Apply(int place, PlaceLists<AnnotatedBox> boxes, Span<SeenBox> seen, BoxRule? rule = null)
        {
            plan.CheckImage(place);
            plan.CheckLists(boxes.Count, "boxes");
            using Seen image = plan.See(place);
            return BoxCounter.Rent().Count(image, boxes, seen, rule ?? BoxRule.Default);
        }

        /// <summary>The same, in a list of its own.</summary>
        /// <inheritdoc cref="Apply(Plan, int, PlaceLists{AnnotatedBox}, Span{SeenBox}, BoxRule?)"/>
        public SeenBox[] BoxesOf(int place, PlaceLists<AnnotatedBox> boxes, BoxRule? rule = null)
        {
            var seen = new SeenBox[boxes.Items.Length];
            return seen[..plan.Apply(place, boxes, seen, rule)];
        }

        internal void CheckImage(int place)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(place);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, plan.Count);
        }

        internal void CheckLists(int lists, string what)
        {
            if (!plan.Views.IsEmpty)
                throw new ArgumentException(
                    $"The plan says which parts of their sources the images show (Plan.Views), and strokes lie on what is shown: bring {what} to the images' "
                        + "views (View.Show) and give them to Plan.AsShown(), as Cutwork.Loading's Loader does."
                );
            if (lists != plan.PlaceCount)
                throw new ArgumentException(
                    $"The plan has {plan.PlaceCount} places ({plan.Count} images"
                        + (plan.Partners.IsEmpty ? "" : " and as many partners")
                        + $"), but {what} are given for {lists}; give a list for each, empty where it has none."
                );
        }
    }
}
