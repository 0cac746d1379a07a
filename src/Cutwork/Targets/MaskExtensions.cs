namespace Cutwork;

/// <summary>Plans on instance masks.</summary>
public static class MaskExtensions
{
    extension(Plan plan)
    {
        /// <summary>
        /// The objects that one painted image shows, with their pixels: its own first, then those of the places that were mixed into it, each in its
        /// list's order.
        /// </summary>
        /// <remarks>
        /// An own object keeps its mask, unless <see cref="BoxRule.Tight"/> leaves what is seen of it; a partner's is cut to where it was mixed in. Shares
        /// count pixels. <see cref="BoxRule.MinSide"/> is asked of the rectangle around the mask; <see cref="BoxRule.WholePixels"/> changes nothing.
        /// </remarks>
        /// <param name="place">The image's place in the batch.</param>
        /// <param name="masks">The objects of every place of the plan, its partners included, as they lie before the strokes.</param>
        /// <param name="rule">Which objects stay; unless given, all that are seen.</param>
        /// <exception cref="ArgumentException">There is not a list for each place, or a mask has another size than the plan.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
        public SeenMask[] MasksOf(int place, PlaceLists<AnnotatedMask> masks, BoxRule? rule = null)
        {
            plan.CheckImage(place);
            plan.CheckLists(masks.Count, "masks");
            foreach (ref readonly AnnotatedMask mask in masks.Items)
                if (mask.Mask is null || mask.Mask.Size != plan.Size)
                    throw new ArgumentException(
                        $"A mask is of {mask.Mask?.Size.ToString() ?? "nothing"}, but the plan's images have {plan.Size}; bring masks to the images' views first.",
                        nameof(masks)
                    );
            using Seen image = plan.See(place);
            return MaskCounter.Count(image, masks, rule ?? BoxRule.Default);
        }
    }
}
